using System.Numerics.Tensors;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Gathers the sums behind a correlation grid block by block: products of zero-filled columns and their masks.</summary>
internal sealed class CorrelationSums(IReadOnlyList<TableColumn> table, int[] places)
{
    private readonly int _size = places.Length;
    private readonly double[,] _n = new double[places.Length, places.Length];
    private readonly double[,] _x = new double[places.Length, places.Length];
    private readonly double[,] _xx = new double[places.Length, places.Length];
    private readonly double[,] _xy = new double[places.Length, places.Length];
    private double[]? _shift;

    /// <summary>Adds the rows of a block.</summary>
    public void Add(TableBlock block, bool[]? mask)
    {
        _shift ??= [.. places.Select(p => block.Columns[p].Take(block.Rows).Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).Average())];
        var (known, value, square) = (new double[_size][], new double[_size][], new double[_size][]);
        Parallel.For(
            0,
            _size,
            i =>
            {
                (known[i], value[i], square[i]) = (new double[block.Rows], new double[block.Rows], new double[block.Rows]);
                for (var r = 0; r < block.Rows; r++)
                {
                    var v = block.Columns[places[i]][r];
                    if (double.IsNaN(v) || (mask is not null && !mask[r]))
                        continue;
                    known[i][r] = 1;
                    value[i][r] = v - _shift[i];
                    square[i][r] = value[i][r] * value[i][r];
                }
            }
        );
        Parallel.For(
            0,
            _size,
            i =>
            {
                for (var j = 0; j < _size; j++)
                {
                    _x[i, j] += TensorPrimitives.Dot<double>(value[i], known[j]);
                    _xx[i, j] += TensorPrimitives.Dot<double>(square[i], known[j]);
                    if (j < i)
                        continue;
                    _n[i, j] += TensorPrimitives.Dot<double>(known[i], known[j]);
                    _xy[i, j] += TensorPrimitives.Dot<double>(value[i], value[j]);
                }
            }
        );
    }

    /// <summary>The grid.</summary>
    /// <param name="source">Source of the rows.</param>
    /// <param name="level">Confidence level; null where rows are not independent: no intervals and tests then.</param>
    public CorrelationGrid Finish(string source, double? level)
    {
        // A column without a known cell in the first block may have turned out to be text.
        int[] shown = [.. Enumerable.Range(0, _size).Where(i => !table[places[i]].IsText)];
        var cells = new CorrelationResult[shown.Length, shown.Length];
        for (var i = 0; i < shown.Length; i++)
        for (var j = i; j < shown.Length; j++)
            cells[i, j] = cells[j, i] = Cell(shown[i], shown[j], level);
        return new CorrelationGrid(source, [.. shown.Select(i => table[places[i]].Name)], cells);
    }

    private CorrelationResult Cell(int i, int j, double? level)
    {
        var n = _n[i, j];
        double xx = _xx[i, j] - _x[i, j] * _x[i, j] / n,
            yy = _xx[j, i] - _x[j, i] * _x[j, i] / n;
        var xy = _xy[i, j] - _x[i, j] * _x[j, i] / n;
        var flat = !(xx > 1e-14 * _xx[i, j]) || !(yy > 1e-14 * _xx[j, i]);
        var r =
            flat ? double.NaN
            : i == j ? 1
            : Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
        return level is { } confidence
            ? Correlation.FromR(r, (int)n, confidence)
            : new CorrelationResult(r, (int)n, double.NaN, double.NaN, PValue.None);
    }
}
