using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>What to doubt in volumes, a line a word of <see cref="VolumeDoubts"/>.</summary>
internal static class VolumeNotes
{
    /// <summary>Prints the lines.</summary>
    /// <param name="doubts">The words of all tables' rows, each as often as it was met.</param>
    /// <param name="all">Rows.</param>
    /// <param name="units">What a row is, e.g. "studies".</param>
    public static void Print(IEnumerable<string> doubts, long all, string units)
    {
        foreach (var why in doubts.GroupBy(d => d))
            Console.Error.WriteLine(
                $"note: {VolumeDoubts.Consequence(why.Key)}, as {VolumeDoubts.Explain(why.Key)} ({why.Key}): {why.Count()} of {all} {units}"
            );
    }

    /// <summary>A difference of ejection fractions that is told, percentage points; two experts differ by 2.6.</summary>
    public const double EfPoints = 5;

    /// <summary>In how many of the hearts that both networks give an ejection fraction it differs by more than that.</summary>
    public static string EfApart(IReadOnlyList<StudyVolumes> volumes)
    {
        double[] apart =
        [
            .. volumes.Select(v => Math.Abs(v.Measures?.EfPercent - v.Judged?.EfPercent ?? double.NaN)).Where(double.IsFinite),
        ];
        return Figures.Share(apart.Count(d => d > EfPoints), apart.Length);
    }

    /// <summary>Says how many slices volumes leave out, as they show the atrium.</summary>
    /// <returns>Null of none.</returns>
    public static string? OfAtria(IReadOnlyList<StudyVolumes> volumes)
    {
        StudyVolumes[] some = [.. volumes.Where(v => v.Measures is { AtriumSlices: > 0 })];
        return some.Length == 0
            ? null
            : $"note: slices at the base left out of the left ventricle's volumes, as they show the atrium: "
                + $"{some.Sum(v => v.Measures!.AtriumSlices)} in {some.Length} of {volumes.Count} studies (atrium_slices of --subjects; "
                + "which they are say in_edv and in_esv of --cines)";
    }

    /// <summary>Says in how many studies a slice numbers the frame that was taken otherwise than another.</summary>
    /// <returns>Null of none.</returns>
    public static string? OfNumbers(IReadOnlyList<StudyVolumes> volumes) =>
        volumes.Count(v => v.IsNumberedApart) is var apart and > 0
            ? "note: ed_frame_number or es_frame_number left empty, as the frame taken has other numbers in other slices (repeated frames "
                + $"were left out of them): {apart} of {volumes.Count} studies"
            : null;

    /// <summary>Says how many studies have no row, because the run was stopped before all of their cines were measured.</summary>
    /// <param name="studies">How many.</param>
    /// <returns>Null of none.</returns>
    public static string? OfCut(int studies) =>
        studies == 0
            ? null
            : "note: the run was stopped: left out of --subjects, as not all of their cines were measured: "
                + $"{studies} {(studies == 1 ? "study" : "studies")}";
}
