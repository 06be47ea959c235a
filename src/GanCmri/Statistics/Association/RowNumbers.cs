using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Weights and offset of a table's rows.</summary>
/// <param name="Weights">Place of the column of weights.</param>
/// <param name="Offset">Place of the column of the offset.</param>
/// <param name="IsLog">Whether the offset is the column's logarithm.</param>
internal sealed record RowNumbers(int? Weights, int? Offset, bool IsLog)
{
    /// <summary>Whether rows have any.</summary>
    public bool Any => Columns.Any();

    /// <summary>Columns needed.</summary>
    public IEnumerable<int> Columns => new[] { Weights, Offset }.OfType<int>();

    /// <summary>Checks the columns.</summary>
    /// <exception cref="InputException">Text, a weight below 0, or the logarithm of what has none.</exception>
    public void Check(IReadOnlyList<TableColumn> columns, TableBlock table)
    {
        if (Columns.Select(c => columns[c]).FirstOrDefault(c => c.IsText) is { } text)
            throw new InputException($"column '{text.Name}'", "numbers as weight or offset", "text", "correct it");
        if (Weights is { } w && table.Columns[w].Take(table.Rows).Any(v => v < 0))
            throw new InputException($"column '{columns[w].Name}'", "weights of 0 or more", "a negative one", "correct it");
        if (Offset is { } o && IsLog && table.Columns[o].Take(table.Rows).Any(v => v <= 0))
            throw new InputException(
                $"column '{columns[o].Name}'",
                "numbers above 0, as their logarithm is the offset",
                "0 or less",
                "correct it, or leave those rows empty"
            );
    }

    /// <summary>Rows that count: those with a weight above 0.</summary>
    public int[] Counting(TableBlock table, int[] rows) => Weights is { } w ? Array.FindAll(rows, i => table.Columns[w][i] > 0) : rows;

    /// <summary>Weights of rows, scaled to a mean of 1; null without.</summary>
    public double[]? WeightsAt(TableBlock table, int[] rows)
    {
        if (Weights is not { } w)
            return null;
        var values = Array.ConvertAll(rows, i => table.Columns[w][i]);
        var mean = values.DefaultIfEmpty(1).Average();
        return Array.ConvertAll(values, v => v / mean);
    }

    /// <summary>Offsets of rows; null without.</summary>
    public double[]? OffsetAt(TableBlock table, int[] rows) =>
        Offset is { } o ? Array.ConvertAll(rows, i => IsLog ? Math.Log(table.Columns[o][i]) : table.Columns[o][i]) : null;
}
