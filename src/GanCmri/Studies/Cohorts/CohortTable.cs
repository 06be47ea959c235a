using System.Globalization;
using CsvHelper;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Studies.Cohorts;

/// <summary>Two columns of a cohort's table.</summary>
internal static class CohortTable
{
    private const int FewestPairs = 8;

    /// <summary>Pairs of numbers; rows without either are left out.</summary>
    /// <exception cref="InputException">The file or a column is missing, or holds fewer than 8 pairs.</exception>
    public static (double[] First, double[] Second) Pairs(string path, string first, string second)
    {
        using var text = TableText.Open(path, "a cohort's table");
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var header = csv.Read() && csv.ReadHeader() ? csv.HeaderRecord! : [];
        int a = Array.IndexOf(header, first),
            b = Array.IndexOf(header, second);
        if (a < 0 || b < 0)
            throw new InputException(
                path,
                $"columns {first} and {second}",
                string.Join(", ", header.Take(20)),
                "make the cohort with a judge (gancmri cohort without --judge none)"
            );
        List<double> left = [],
            right = [];
        while (csv.Read())
        {
            if (
                !double.TryParse(csv.GetField(a), CultureInfo.InvariantCulture, out var x)
                || !double.TryParse(csv.GetField(b), CultureInfo.InvariantCulture, out var y)
            )
                continue;
            if (double.IsFinite(x) && double.IsFinite(y))
            {
                left.Add(x);
                right.Add(y);
            }
        }

        return left.Distinct().Count() >= FewestPairs
            ? ([.. left], [.. right])
            : throw new InputException(
                path,
                $"at least {FewestPairs} rows with {first} and {second}",
                $"{left.Count}",
                "make a larger cohort"
            );
    }
}
