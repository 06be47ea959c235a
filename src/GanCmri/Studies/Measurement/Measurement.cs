using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studies.Measurement;

/// <summary>Cines in, tables of phenotypes out.</summary>
internal static class Measurement
{
    /// <summary>Measures all cines and writes what is asked for; after a cancellation what is measured so far.</summary>
    /// <exception cref="InputException">Nothing can be read, or a place cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped before any cine was measured, or where a table of a run before lies: nothing is
    /// written.</exception>
    public static MeasuredData Run(
        MeasurementOptions options,
        MeasurementFiles files,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancel = default
    )
    {
        var masks = files.Masks is { } folder ? new MaskFiles(folder) : null;
        var measured = Outline(
            options,
            files.Labels is not null,
            (series, index, outline) => masks?.Write(MaskKey.Of(series, index, options.KeepIds), outline.Cavity),
            progress,
            cancel
        );
        // What a run before wrote stays: it may be whole, and this is a part.
        if (!measured.Cines.Any() || File.Exists(files.Frames))
            cancel.ThrowIfCancellationRequested();
        Write(measured, files);
        return measured;
    }

    /// <summary>Measures all cines.</summary>
    /// <param name="options">Which, and how.</param>
    /// <param name="labelled">Whether to compare with labels.</param>
    /// <param name="outlined">Given each frame's cine, its place there and its outline.</param>
    /// <param name="progress">Told the frames measured.</param>
    /// <param name="cancel">Ends after the cine in hand.</param>
    public static MeasuredData Outline(
        MeasurementOptions options,
        bool labelled,
        Action<CineSeries, int, Segmentation> outlined,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    )
    {
        var labels = labelled ? new LabelAgreement() : null;
        var read = new List<(long Place, (string, string) Study, int Cines, int Labelled)>();
        var stacks = CineReader
            .Stacks(options.Data, options.Reading with { Labels = labelled })
            .Select(stack =>
            {
                var found = labels is null ? 0 : stack.Series.Sum(s => s.Frames.Count(f => f.LvCavity is not null));
                read.Add((stack.Place, (stack.Series[0].Subject, stack.Series[0].Study), stack.Series.Count, found));
                return stack;
            });
        var measured = MeasuredStacks.Of(
            stacks,
            options.Segmenter,
            options.Judge,
            options.Segmentation,
            (series, index, outline) =>
            {
                labels?.Add(series, index, outline);
                outlined(series, index, outline);
            },
            progress,
            () => options.Reading.Notes.ExpectedFrames,
            cancel
        );
        return new MeasuredData(
            [.. measured.Zip(read, (m, r) => new MeasuredPlace(r.Place, m, r.Labelled) { Study = r.Study, IsWhole = m.Count == r.Cines })],
            labels
        )
        {
            IsJudged = options.Judge is not null,
            People = options.Body,
            HasSynthetic = options.Reading.Notes.HasSynthetic,
        };
    }

    /// <summary>Writes the tables.</summary>
    /// <param name="data">What was measured.</param>
    /// <param name="files">Where it goes.</param>
    public static void Write(MeasuredData data, MeasurementFiles files)
    {
        var cines = data.Cines.ToArray();
        PhenotypeTables.WriteFrames(files.Frames, cines, data.HasSynthetic, data.IsJudged);
        if (files.Cines is { } cineTable)
            PhenotypeTables.WriteCines(cineTable, cines, data.HasSynthetic, data.Volumes());
        if (files.Segments is { } segmentTable)
            WallTable.Write(segmentTable, data.Stacks.Select(s => s.Cines), data.HasSynthetic);
        if (files.Subjects is { } subjectTable)
            PhenotypeTables.WriteSubjects(
                subjectTable,
                data.Volumes(),
                data.HasSynthetic,
                v => v.IsSynthetic,
                data.IsJudged,
                data.Labels is not null
            );
        if (files.Labels is { } labelTable && data.Labels!.Frames > 0)
            data.Labels.Write(labelTable);
    }
}
