using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Cli.Verbs.Associate;

/// <summary>What the console says of a study.</summary>
internal static class AssociateSummary
{
    private const int MostReasons = 5;

    /// <summary>Refuses a study of a table in which nothing could be tested.</summary>
    /// <exception cref="InputException">There is no p value at all.</exception>
    public static void RequireTested(AssociationTable study, string table)
    {
        if (study.Rows.Any(IsTested))
            return;
        string[] reasons = [.. Untested(study).Select(g => $"{g.Count()}: {g.Key}").Concat(study.Notes).Take(MostReasons)];
        throw new InputException(
            table,
            "at least one association that can be tested",
            string.Create(CultureInfo.InvariantCulture, $"none of {study.Rows.Count} in {study.TableRows} rows")
                + (reasons.Length > 0 ? $" ({string.Join("; ", reasons)})" : ""),
            "look at the columns named, their missing values and the number of rows; nothing was written"
        );
    }

    /// <summary>Prints counts, notes, and why something was not tested.</summary>
    public static void Print(AssociationTable study)
    {
        var tested = study.Rows.Count(IsTested);
        var synthetic = study.Rows.Where(r => r.Source == RowSource.Synthetic).ToArray();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{study.TableRows} rows, {study.Rows.Count} associations, {tested} tested, {Found(study.Rows, synthetic)}."
            )
        );
        if (synthetic.Length > 0)
            Console.WriteLine("How well synthetic hearts do (bias, coverage): gancmri cohort's report and gancmri power.");
        foreach (var note in study.Notes)
            Console.WriteLine("note: " + note);
        foreach (var reason in Untested(study).Take(MostReasons))
            Console.WriteLine($"note: {reason.Count()} not tested: {reason.Key}");
    }

    // As the table shows it: those of synthetic rows apart, as they are no findings.
    private static string Found(IReadOnlyList<AssociationRow> all, AssociationRow[] synthetic)
    {
        var found = all.Count(r => r.Q <= 0.05);
        var restated = synthetic.Count(r => r.Q <= 0.05);
        var words =
            FormattableString.Invariant(
                $"{restated} of {synthetic.Length} in synthetic hearts with q <= 0.05, which restate what the generator was told "
            ) + "and are no findings about people";
        return synthetic.Length == 0 ? FormattableString.Invariant($"{found} with q <= 0.05")
            : synthetic.Length == all.Count ? words
            : FormattableString.Invariant($"{found - restated} of {all.Count - synthetic.Length} in real hearts with q <= 0.05; ") + words;
    }

    private static bool IsTested(AssociationRow row) => !double.IsNaN(row.Significance.Ln);

    // By reason, the commonest first.
    private static IEnumerable<IGrouping<string, AssociationRow>> Untested(AssociationTable study) =>
        study
            .Rows.Where(r => !IsTested(r) && r.Notes.Count > 0 && r.Notes[0].Length > 0)
            .GroupBy(r => r.Notes[0])
            .OrderByDescending(g => g.Count());
}
