using System.Numerics.Tensors;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Sums and products of columns gathered block by block: all that a linear model or a correlation needs to know of the rows.
/// Columns are shifted by their mean in the first block, so that centring later does not cancel.
/// </summary>
internal sealed class CrossProducts(int columns)
{
    private double[] _shift = new double[columns];
    private double[] _sums = new double[columns];
    private double[,] _products = new double[columns, columns];

    /// <summary>Rows seen.</summary>
    public long N { get; private set; }

    /// <summary>Columns kept.</summary>
    public int Columns => _sums.Length;

    /// <summary>Adds rows; the result depends on the order of blocks, never on who computes them.</summary>
    /// <param name="block">One array for each column, all values known.</param>
    /// <param name="rows">Rows of the block to use, from 0.</param>
    public void Add(IReadOnlyList<double[]> block, int rows)
    {
        if (rows == 0) return;
        if (N == 0)
            for (var j = 0; j < Columns; j++)
                _shift[j] = TensorPrimitives.Sum<double>(block[j].AsSpan(0, rows)) / rows;
        using var scratch = new Scratch();
        var all = new double[Columns][];
        N += rows;
        for (var j = 0; j < Columns; j++)
        {
            var shifted = (all[j] = scratch.Take(rows)).AsSpan(0, rows);
            TensorPrimitives.Subtract(block[j].AsSpan(0, rows), _shift[j], shifted);
            _sums[j] += TensorPrimitives.Sum<double>(shifted);
            for (var i = 0; i <= j; i++) _products[i, j] += TensorPrimitives.Dot<double>(all[i].AsSpan(0, rows), shifted);
        }
    }

    /// <summary>Makes room for more columns that were 0 in all rows so far (levels of a category met late).</summary>
    public void Grow(int columns)
    {
        var products = new double[columns, columns];
        for (var j = 0; j < Columns; j++)
            for (var i = 0; i <= j; i++)
                products[i, j] = _products[i, j];
        _products = products;
        Array.Resize(ref _shift, columns);
        Array.Resize(ref _sums, columns);
    }

    /// <summary>Mean of a column.</summary>
    public double Mean(int j) => _shift[j] + _sums[j] / N;

    /// <summary>Sum over rows of the product of two columns, both centred.</summary>
    public double Centred(int i, int j) => (i <= j ? _products[i, j] : _products[j, i]) - _sums[i] * _sums[j] / N;

    /// <summary>Whether a column holds one value only, up to rounding.</summary>
    public bool IsConstant(int j) => !(Centred(j, j) > N * Math.Pow(1e-13 * Mean(j), 2) + 1e-14 * _sums[j] * _sums[j] / N);
}
