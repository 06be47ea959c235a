using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Cohorts;

/// <summary>A column matched on: numbers within a caliper, or text that is the same.</summary>
internal sealed class MatchedColumn
{
    private readonly MatchColumn _asked;
    private readonly string[] _cells;
    private readonly double[]? _numbers; // NaN where empty; null: text

    /// <param name="asked">The column and its caliper.</param>
    /// <param name="cells">Its cells, a row each; "" where unknown.</param>
    /// <exception cref="InputException">It has a caliper, and a cell is no number.</exception>
    public MatchedColumn(MatchColumn asked, string[] cells) => (_asked, _cells, _numbers) = (asked, cells, Numbers(asked, cells));

    /// <summary>How far two rows are apart in calipers; of text 0 where it is the same. NaN where unknown, and of text that
    /// differs.</summary>
    public double Distance(int a, int b)
    {
        if (_numbers is not null && _asked.Caliper is { } caliper)
            return Math.Abs(_numbers[a] - _numbers[b]) / caliper;
        return _cells[a].Length > 0 && Same(_cells[a], _cells[b]) ? 0 : double.NaN;
    }

    /// <summary>The column as numbers; text as an indicator a level but the first.</summary>
    public IEnumerable<MatchedValues> Values() =>
        _numbers is not null
            ? [new MatchedValues(_asked.Column, _numbers)]
            : _cells
                .Where(c => c.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Skip(1)
                .Select(level => new MatchedValues($"{_asked.Column} [{level}]", Array.ConvertAll(_cells, c => Indicator(c, level))));

    private static double Indicator(string cell, string level) =>
        cell.Length == 0 ? double.NaN
        : Same(cell, level) ? 1
        : 0;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static double[]? Numbers(MatchColumn column, string[] cells)
    {
        var values = Array.ConvertAll(
            cells,
            c =>
                c.Length == 0 ? double.NaN
                : double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v
                : double.PositiveInfinity
        );
        if (!Array.Exists(values, double.IsInfinity))
            return values;
        return column.Caliper is null
            ? null
            : throw new InputException(
                $"column '{column.Column}'",
                "numbers, as it has a caliper",
                NumberLook.Shown(cells[Array.FindIndex(values, double.IsInfinity)]),
                "drop the caliper or correct the cell"
            );
    }
}

/// <summary>Numbers of a column, or of a level of text.</summary>
/// <param name="Name">The column, with the level of text.</param>
/// <param name="Values">One a row; NaN where unknown.</param>
internal sealed record MatchedValues(string Name, double[] Values);
