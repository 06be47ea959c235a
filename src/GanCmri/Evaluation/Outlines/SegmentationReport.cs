using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Runtime;

namespace GanCmri.Evaluation.Outlines;

/// <summary>How good a segmenter is on outlined frames of subjects it was not trained on, source by source.</summary>
/// <param name="Frames">Each outlined structure of each frame.</param>
/// <param name="Structures">Agreement by source, structure and phase.</param>
/// <param name="Volumes">Agreement of volumes and ejection fractions where stacks at ED and ES are known.</param>
internal sealed record SegmentationReport(
    IReadOnlyList<OutlinedStructure> Frames,
    IReadOnlyList<StructureAgreement> Structures,
    IReadOnlyList<VolumeAgreement> Volumes
)
{
    /// <summary>The frames with the worst outlines of the left cavity, worst first; at most 24.</summary>
    public IReadOnlyList<PoorOutline> Worst { get; init; } = [];

    private static readonly string[] Phases = ["", "ED", "ES"];

    /// <summary>Outlines frames, those of one subject as one stack (its heart is at one place at ED and ES), and compares.</summary>
    /// <param name="segmenter">Not trained on these subjects.</param>
    /// <param name="frames">With manual outlines.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each stack.</param>
    /// <param name="cancellation">Stops between stacks.</param>
    public static SegmentationReport Of(
        Segmenter segmenter,
        IReadOnlyList<LabelledFrame> frames,
        SegmentationOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var outlined = new List<OutlinedStructure>();
        PoorOutline[] worst = [];
        var done = 0;
        foreach (var stack in frames.GroupBy(f => (f.Source, f.Subject, f.Spacing, f.Image.Height, f.Image.Width)).Select(g => g.ToArray()))
        {
            cancellation.ThrowIfCancellationRequested();
            var found = Outlined(segmenter, stack, options);
            outlined.AddRange(found.SelectMany(f => OutlinedStructure.Of(f.Frame, f.Outline)));
            worst = PoorOutline.Worst([
                .. worst,
                .. found.Where(f => f.Frame.Cavity is { Area: > 0 }).Select(f => PoorOutline.Of(f.Frame, f.Outline.Cavity)),
            ]);
            progress?.Report(new StageProgress("outline", done += stack.Length, frames.Count, "frames"));
        }

        return Of(outlined) with
        {
            Worst = worst,
        };
    }

    // As measure outlines them: the phases of a slice look at one place, slice by slice.
    private static FoundOutline[] Outlined(Segmenter segmenter, LabelledFrame[] stack, SegmentationOptions? options)
    {
        var slices = stack
            .Select((frame, i) => (Frame: frame, Slice: frame.Slice >= 0 ? frame.Slice : i))
            .GroupBy(f => f.Slice, f => f.Frame)
            .OrderBy(g => g.Key)
            .Select(g => g.ToArray())
            .ToArray();
        var found = segmenter.SegmentStack(
            [.. slices.Select(s => (IReadOnlyList<GrayImage>)[.. s.Select(f => f.Image)])],
            stack[0].Spacing,
            options
        );
        return [.. slices.Zip(found).SelectMany(s => s.First.Zip(s.Second, (frame, outline) => new FoundOutline(frame, outline)))];
    }

    /// <summary>Summarises structures that were outlined before, e.g. those of all folds of a cross-validation together.</summary>
    public static SegmentationReport Of(IReadOnlyList<OutlinedStructure> frames)
    {
        var groups = frames.GroupBy(f => (f.Frame.Source, f.Structure)).ToArray();
        var structures = groups
            .SelectMany(g => Phases.Select(phase => (g.Key, phase, Frames: g.Where(f => phase == "" || f.Frame.Phase == phase).ToArray())))
            .Where(g => g.Frames.Any(f => f.IsPresent))
            .Select(g => StructureAgreement.Of(g.Key.Source, g.Key.Structure, g.phase, g.Frames));
        var volumes = groups
            .Select(g => (g.Key, Subjects: SubjectVolumes.Of(g).ToArray()))
            .Where(g => g.Subjects.Length > 1)
            .Select(g => VolumeAgreement.Of(g.Key.Source, g.Key.Structure, g.Subjects));
        return new SegmentationReport(frames, [.. structures], [.. volumes]);
    }

    private readonly record struct FoundOutline(LabelledFrame Frame, Segmentation Outline);
}
