using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Studies.Cohorts;

/// <summary>Two columns of a cohort's table.</summary>
internal static class CohortTable
{
    private const int FewestValues = 8;

    /// <summary>Pairs of numbers; rows that lack either are left out.</summary>
    /// <exception cref="InputException">The file or a column is missing, a cell is no number, or the first column has fewer than 8
    /// different values in such rows.</exception>
    public static (double[] First, double[] Second) Pairs(string path, string first, string second)
    {
        var header = TableNames.Of(path);
        if (!header.Contains(first) || !header.Contains(second))
            throw new InputException(
                path,
                $"columns {first} and {second}",
                string.Join(", ", header.Take(20)),
                "make the cohort with a judge (gancmri cohort without --judge none)"
            );
        var table = TableCells.ReadColumns(path, first, second);
        double[] a = table.Numbers(first),
            b = table.Numbers(second);
        int[] whole = [.. Enumerable.Range(0, a.Length).Where(i => double.IsFinite(a[i]) && double.IsFinite(b[i]))];
        var values = whole.Select(i => a[i]).Distinct().Count();
        return values >= FewestValues
            ? (Array.ConvertAll(whole, i => a[i]), Array.ConvertAll(whole, i => b[i]))
            : throw new InputException(
                path,
                $"at least {FewestValues} different values of {first} in rows that have {second}",
                $"{values} in {whole.Length} rows",
                "make a larger cohort"
            );
    }
}
