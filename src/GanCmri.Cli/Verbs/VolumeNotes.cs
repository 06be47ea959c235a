using GanCmri.Phenotypes;

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

    /// <summary>Says how many studies have no row, because the run was stopped before all of their cines were measured.</summary>
    /// <param name="studies">How many.</param>
    /// <returns>Null of none.</returns>
    public static string? OfCut(int studies) =>
        studies == 0
            ? null
            : "note: the run was stopped: left out of --subjects, as not all of their cines were measured: "
                + $"{studies} {(studies == 1 ? "study" : "studies")}";
}
