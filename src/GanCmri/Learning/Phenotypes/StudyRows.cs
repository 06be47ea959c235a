using GanCmri.Imaging;
using GanCmri.Learning.Data;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Measurement;
using Microsoft.Data.Analysis;

namespace GanCmri.Learning.Phenotypes;

/// <summary>Volumes of studies in a frame, as <c>gancmri measure --subjects</c> writes them.</summary>
internal static class StudyRows
{
    private const string Component = "MeasureStudies";

    /// <summary>Reads and measures them all.</summary>
    /// <exception cref="InputException">Nothing readable, or an option is wrong.</exception>
    public static DataFrame Measure(string path, MeasureStudiesOptions options, GanContext context)
    {
        var people = options.BodyPath is { } table ? BodyTable.Read(table) : null;
        var device = TorchDevice.Parse(options.Device);
        using var segmenter = Segmenter.Load(options.SegmenterPath ?? ShippedModels.Segmenter, device);
        using var judge = options.JudgePath is { } file ? Segmenter.Load(file, device) : null;
        var measurement = new MeasurementOptions
        {
            Data = path,
            Segmenter = segmenter,
            Judge = judge,
            Body = people,
            Reading = new CineReaderOptions { SubjectPattern = options.SubjectPattern },
            Segmentation = options.Segmentation,
        };
        var measured = Measurement.Outline(
            measurement,
            options.Labels,
            (_, _, _) => { },
            context.Watch(Component, "Measure"),
            context.Cancellation
        );
        context.Cancellation.ThrowIfCancellationRequested();
        foreach (var line in measurement.Reading.Notes.Lines)
            context.Warn(Component, "Measure", line);
        if (measured.WithoutScale is var unscaled and > 0)
            context.Warn(Component, "Measure", $"{unscaled} cines have no pixel size: no volumes of theirs.");
        if (measured.Labels?.Frames == 0)
            context.Warn(Component, "Measure", "No frame came with a label map or lv_mask: columns with _labelled are empty.");
        var volumes = measured.Volumes();
        if (volumes.Count(v => v.IsNumberedApart) is var apart and > 0)
            context.Warn(
                Component,
                "Measure",
                $"{apart} studies number a frame that was taken otherwise in other slices: its number is empty."
            );
        return WrittenFrame.Of(
            PhenotypeTables.Sourced(PhenotypeTables.Subjects(measured.IsJudged, options.Labels), measured.HasSynthetic, v => v.IsSynthetic),
            volumes
        );
    }
}
