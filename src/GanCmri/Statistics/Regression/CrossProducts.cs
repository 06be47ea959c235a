using System.Numerics.Tensors;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Sums and products of columns gathered block by block: all that a linear model or a correlation needs to know of the rows.
/// Columns are shifted by their mean in the first block, so that centring later does not cancel.
/// </summary>
internal sealed class CrossProducts(int columns)
{
    // Shifted copies of the columns stay small.
    private const int MostRows = 1 << 13;

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
        if (rows == 0)
            return;
        if (N == 0)
            for (var j = 0; j < Columns; j++)
                _shift[j] = TensorPrimitives.Sum<double>(block[j].AsSpan(0, rows)) / rows;
        N += rows;
        for (var from = 0; from < rows; from += MostRows)
            Add(block, from, Math.Min(MostRows, rows - from));
    }

    private void Add(IReadOnlyList<double[]> block, int from, int rows)
    {
        using var scratch = new Scratch();
        var all = new double[Columns][];
        for (var j = 0; j < Columns; j++)
        {
            var shifted = (all[j] = scratch.Take(rows)).AsSpan(0, rows);
            TensorPrimitives.Subtract(block[j].AsSpan(from, rows), _shift[j], shifted);
            _sums[j] += TensorPrimitives.Sum<double>(shifted);
            for (var i = 0; i <= j; i++)
                _products[i, j] += TensorPrimitives.Dot<double>(all[i].AsSpan(0, rows), shifted);
        }
    }

    /// <summary>What the rows came to, so that it can wait on disk.</summary>
    public CrossSums ToSums() =>
        new(
            N,
            [.. _shift],
            [.. _sums],
            [.. Enumerable.Range(0, Columns).Select(j => Enumerable.Range(0, j + 1).Select(i => _products[i, j]).ToArray())]
        );

    /// <summary>Adds rows that were summed elsewhere, about other shifts.</summary>
    /// <param name="other">The sums.</param>
    /// <param name="places">For each of its columns the place here; columns here that it has not are 0 in all of its rows.</param>
    public void Add(CrossSums other, int[] places)
    {
        if (other.N == 0)
            return;
        if (N == 0)
        {
            Array.Clear(_shift);
            for (var j = 0; j < places.Length; j++)
                _shift[places[j]] = other.Shift[j];
        }

        var (sums, products) = (new double[Columns], new double[Columns, Columns]);
        var moved = Array.ConvertAll(_shift, s => -s);
        for (var j = 0; j < places.Length; j++)
        {
            var to = places[j];
            moved[to] = other.Shift[j] - _shift[to];
            sums[to] = other.Sums[j];
            for (var i = 0; i <= j; i++)
                products[places[i], to] = products[to, places[i]] = other.Products[j][i];
        }

        // About our shifts its values are x + d, with d the difference of the shifts.
        for (var j = 0; j < Columns; j++)
        {
            for (var i = 0; i <= j; i++)
                _products[i, j] += products[i, j] + moved[i] * sums[j] + moved[j] * sums[i] + other.N * moved[i] * moved[j];
        }

        for (var j = 0; j < Columns; j++)
            _sums[j] += sums[j] + other.N * moved[j];
        N += other.N;
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

/// <summary>Sums and products of columns about shifts.</summary>
/// <param name="N">Rows.</param>
/// <param name="Shift">One a column.</param>
/// <param name="Sums">Of shifted values.</param>
/// <param name="Products">Of pairs of shifted columns: of column j those with 0 to j.</param>
internal sealed record CrossSums(long N, double[] Shift, double[] Sums, double[][] Products);
