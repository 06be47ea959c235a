using System.Globalization;
using GanCmri.Statistics.Association;

namespace GanCmri.Cli.Verbs.Associate;

/// <summary>What the console says of a study.</summary>
internal static class AssociateSummary
{
    private const int MostReasons = 5;

    /// <summary>Prints counts, notes, and why something was not tested.</summary>
    public static void Print(AssociationTable study)
    {
        var tested = study.Rows.Count(r => !double.IsNaN(r.Significance.Ln));
        var real = study.Rows.Where(r => r.Source != RowSource.Synthetic).ToArray();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{study.TableRows} rows, {study.Rows.Count} associations, {tested} "
                    + $"tested{(real.Length > 0 ? $", {real.Count(r => r.Q <= 0.05)} with q <= 0.05" : "")}."
            )
        );
        if (real.Length < study.Rows.Count)
            Console.WriteLine(
                "Rows of synthetic hearts find again what their makers assumed: none is counted as found. How well they do (bias, "
                    + "coverage): gancmri cohort's report and gancmri power."
            );
        foreach (var note in study.Notes)
            Console.WriteLine("note: " + note);
        var untested = study
            .Rows.Where(r => double.IsNaN(r.Significance.Ln) && r.Notes.Count > 0 && r.Notes[0].Length > 0)
            .GroupBy(r => r.Notes[0])
            .OrderByDescending(g => g.Count());
        foreach (var reason in untested.Take(MostReasons))
            Console.WriteLine($"note: {reason.Count()} not tested: {reason.Key}");
    }
}
