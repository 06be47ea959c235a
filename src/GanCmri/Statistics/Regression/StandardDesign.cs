using System.Numerics.Tensors;
using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Response and usable columns of a model fitted by Newton's method, columns centred and scaled.</summary>
internal class StandardDesign
{
    private readonly NormalEquations _solved;
    private readonly RegressionOptions _options;

    /// <summary>Checks and standardises.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a value is not finite.</exception>
    public StandardDesign(double[] response, IReadOnlyList<double[]> columns, RegressionOptions options)
    {
        var n = response.Length;
        if (columns.Any(c => c.Length != n))
            throw new ArgumentException("expected columns as long as the outcome", nameof(columns));
        Require.Finite(response);
        foreach (var column in columns)
            Require.Finite(column, nameof(columns));
        Require.Inside(options.Level);
        (Response, Given, _options) = (response, columns, options);
        var sums = new CrossProducts(columns.Count + 1);
        sums.Add([.. columns, response], n);
        _solved = NormalEquations.Solve(sums, columns.Count, [.. Enumerable.Range(0, columns.Count)], options.NameOf);
    }

    /// <summary>The outcome.</summary>
    public double[] Response { get; }

    /// <summary>Columns as given.</summary>
    public IReadOnlyList<double[]> Given { get; }

    /// <summary>How many columns are used.</summary>
    public int Count => _solved.Kept.Length;

    /// <summary>Columns used, made when first asked for.</summary>
    public double[][] Columns =>
        field ??= [.. _solved.Kept.Select((column, j) => Array.ConvertAll(Given[column], v => (v - _solved.Means[j]) / _solved.Scales[j]))];

    /// <summary>Some rows of a used column.</summary>
    public void Standardise(int column, int from, Span<double> to)
    {
        TensorPrimitives.Subtract(Given[_solved.Kept[column]].AsSpan(from, to.Length), _solved.Means[column], to);
        TensorPrimitives.Divide(to, _solved.Scales[column], to);
    }

    /// <summary>Columns not used.</summary>
    public IReadOnlyList<DroppedColumn> Dropped => _solved.Dropped;

    /// <summary>Coefficients of the sets of columns to be tested together.</summary>
    public int[][] Joint => JointTest.Coefficients(_options.Joint, _solved.Kept);

    /// <summary>The columns used, as given, without some by their places among those given.</summary>
    public double[][] Without(IReadOnlyList<int> places) => [.. _solved.Kept.Where(c => !places.Contains(c)).Select(c => Given[c])];

    /// <summary>Place of a used column among those given.</summary>
    public int PlaceOf(int column) => _solved.Kept[column];

    /// <summary>Name of a coefficient, intercept first.</summary>
    public string NameOf(int coefficient) => coefficient == 0 ? "(intercept)" : _options.NameOf(_solved.Kept[coefficient - 1]);

    /// <summary>Root mean square deviation of a used column, by which its slope is to be divided.</summary>
    public double ScaleOf(int column) => _solved.Scales[column];

    /// <summary>[k + 1, k + 1]: coefficients in the columns' own units from those of <see cref="Columns"/>.</summary>
    public Matrix<double> ToUnits()
    {
        var units = Matrix<double>.Build.DenseIdentity(Count + 1);
        for (var j = 0; j < Count; j++)
        {
            units[j + 1, j + 1] = 1 / _solved.Scales[j];
            units[0, j + 1] = -_solved.Means[j] / _solved.Scales[j];
        }

        return units;
    }
}
