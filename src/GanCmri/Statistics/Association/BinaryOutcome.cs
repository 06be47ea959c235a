using System.Globalization;

namespace GanCmri.Statistics.Association;

/// <summary>Which of a phenotype's two values is the case: 1 of 0 and 1, else the larger number or the later text.</summary>
/// <param name="Case">The value (or level code) of a case.</param>
/// <param name="Notes">What the case is, where it is not plainly 1.</param>
internal sealed record BinaryOutcome(double Case, IReadOnlyList<string> Notes)
{
    /// <summary>Reads the coding off the whole table; null unless there are exactly two values.</summary>
    public static BinaryOutcome? Of(TableColumn column, IReadOnlyList<double> values)
    {
        var found = new HashSet<double>();
        foreach (var v in values)
            if (!double.IsNaN(v) && found.Add(v) && found.Count > 2)
                return null;
        if (found.Count != 2) return null;
        if (column.IsText)
        {
            var code = found.MaxBy(v => column.Levels[(int)v], StringComparer.Ordinal);
            return new BinaryOutcome(code, [$"case: {column.Levels[(int)code]}"]);
        }

        var top = found.Max();
        return new BinaryOutcome(top, found.SetEquals([0, 1]) ? [] : [$"case: {top.ToString(CultureInfo.InvariantCulture)}"]);
    }
}
