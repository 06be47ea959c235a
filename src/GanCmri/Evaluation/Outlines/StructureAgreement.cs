using GanCmri.Statistics;

namespace GanCmri.Evaluation.Outlines;

/// <summary>How well one structure is outlined in the frames of one source and phase. Nothing is left out: a miss counts as Dice
/// 0.</summary>
/// <param name="Source">The data set.</param>
/// <param name="Structure">The structure.</param>
/// <param name="Phase">"ED", "ES", or "" for all frames together.</param>
/// <param name="Frames">Frames in which the observer outlined it.</param>
/// <param name="Subjects">Their subjects.</param>
/// <param name="Dice">Mean Dice over those frames, interval over subjects; null with fewer than two subjects.</param>
/// <param name="StackDice">Dice of whole stacks (all slices of a subject and phase together, those without the structure too), mean over
/// stacks.</param>
/// <param name="HausdorffPx">Median 95 % Hausdorff distance, px, of frames in which it was found.</param>
/// <param name="AreaBiasPercent">Sum of areas by the segmenter over the sum of manual areas, less one, in percent; interval over
/// subjects.</param>
/// <param name="Sensitivity">Share of those frames in which it was found.</param>
/// <param name="EmptyFrames">Frames in which the observer saw none.</param>
/// <param name="Specificity">Share of those in which none was found; NaN if there are none.</param>
internal sealed record StructureAgreement(
    string Source,
    Structure Structure,
    string Phase,
    int Frames,
    int Subjects,
    BootstrapInterval? Dice,
    BootstrapInterval? StackDice,
    double HausdorffPx,
    BootstrapInterval? AreaBiasPercent,
    double Sensitivity,
    int EmptyFrames,
    double Specificity
)
{
    internal static StructureAgreement Of(string source, Structure structure, string phase, IReadOnlyList<OutlinedStructure> frames)
    {
        OutlinedStructure[] present = [.. frames.Where(f => f.IsPresent)],
            empty = [.. frames.Where(f => !f.IsPresent)];
        var stacks = frames
            .GroupBy(f => (f.Frame.Subject, f.Frame.Phase))
            .Select(g => (g.Key.Subject, Dice: StackDiceOf([.. g])))
            .Where(s => !double.IsNaN(s.Dice))
            .ToArray();
        return new StructureAgreement(
            source,
            structure,
            phase,
            present.Length,
            CountSubjects(present),
            Interval(present, rows => rows.Average(f => f.Masks.Dice)),
            stacks.Select(s => s.Subject).Distinct().Count() < 2
                ? null
                : Bootstrap.Interval([.. stacks.Select(s => s.Subject)], rows => rows.Average(i => stacks[i].Dice)),
            Summary.Of([.. present.Where(f => f.IsFound).Select(f => f.Masks.Hausdorff95Px)]).Median,
            Interval(present, rows => 100 * (rows.Sum(f => f.AreaPx) / rows.Sum(f => f.ManualAreaPx) - 1)),
            present.Count(f => f.IsFound) / (double)present.Length,
            empty.Length,
            empty.Count(f => !f.IsFound) / (double)empty.Length
        );
    }

    private static int CountSubjects(OutlinedStructure[] frames) => frames.Select(f => f.Frame.Subject).Distinct().Count();

    private static double StackDiceOf(OutlinedStructure[] stack)
    {
        var sum = stack.Sum(f => f.Masks.AreaPx + f.Masks.ReferenceAreaPx);
        return stack.Sum(f => f.Masks.Dice * (f.Masks.AreaPx + f.Masks.ReferenceAreaPx)) / sum;
    }

    private static BootstrapInterval? Interval(OutlinedStructure[] frames, Func<OutlinedStructure[], double> value) =>
        CountSubjects(frames) < 2
            ? null
            : Bootstrap.Interval([.. frames.Select(f => f.Frame.Subject)], rows => value([.. rows.Select(i => frames[i])]));
}
