namespace GanCmri.Phenotypes;

/// <summary>What a table's column is of, the columns of cohorts included.</summary>
internal static class PhenotypeColumn
{
    // What columns of a phenotype end in, besides its own, in tables of cohorts and of measure.
    private static readonly string[] Words = ["target", "judged", "labelled"];

    /// <summary>
    /// The phenotype that a column is of; where it holds a cohort's targets, what a judge measured, or what an observer outlined, the label
    /// says so: "LV area, judged".
    /// </summary>
    /// <returns>Null if there is none.</returns>
    public static Phenotype? Of(string column)
    {
        if (PhenotypeNames.Find(column) is { } known)
            return known;
        var word = Words.FirstOrDefault(w => column.EndsWith("_" + w, StringComparison.OrdinalIgnoreCase));
        return word is not null && PhenotypeNames.Find(column[..^(word.Length + 1)]) is { } seen
            ? seen with
            {
                Label = $"{seen.Label}, {word}",
            }
            : null;
    }
}
