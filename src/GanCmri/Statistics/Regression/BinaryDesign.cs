namespace GanCmri.Statistics.Regression;

/// <summary>Outcomes and usable columns of a logistic regression, columns centred and scaled.</summary>
internal sealed class BinaryDesign
{
    private readonly NormalEquations _solved;
    private readonly RegressionOptions _options;

    /// <summary>Checks and standardises.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, or all outcomes are the same.</exception>
    public BinaryDesign(bool[] outcome, IReadOnlyList<double[]> columns, RegressionOptions options)
    {
        var n = outcome.Length;
        if (columns.Any(c => c.Length != n)) throw new ArgumentException("expected columns as long as the outcome", nameof(columns));
        foreach (var column in columns) Require.Finite(column, nameof(columns));
        Require.Inside(options.Level);
        Response = Array.ConvertAll(outcome, o => o ? 1.0 : 0);
        Cases = outcome.Count(o => o);
        if (Cases == 0 || Cases == n) throw new ArgumentException("expected cases and controls, found only one of them", nameof(outcome));
        _options = options;
        var sums = new CrossProducts(columns.Count + 1);
        sums.Add([.. columns, Response], n);
        _solved = NormalEquations.Solve(sums, columns.Count, [.. Enumerable.Range(0, columns.Count)], options.NameOf);
        Columns = [.. _solved.Kept.Select((column, j) => Array.ConvertAll(columns[column], v => (v - _solved.Means[j]) / _solved.Scales[j]))];
    }

    /// <summary>1 for a case, else 0.</summary>
    public double[] Response { get; }

    /// <summary>Columns used.</summary>
    public double[][] Columns { get; }

    /// <summary>Cases.</summary>
    public int Cases { get; }

    /// <summary>Place of a used column among those given.</summary>
    public int PlaceOf(int column) => _solved.Kept[column];

    /// <summary>Coefficients of the sets of columns to be tested together.</summary>
    public int[][] Joint => JointTest.Coefficients(_options.Joint, _solved.Kept);

    /// <summary>Name of a coefficient, intercept first.</summary>
    public string NameOf(int coefficient) => coefficient == 0 ? "(intercept)" : _options.NameOf(_solved.Kept[coefficient - 1]);

    /// <summary>Root mean square deviation of a used column, by which its slope is to be divided.</summary>
    public double ScaleOf(int column) => _solved.Scales[column];

    /// <summary>[k + 1, k + 1]: coefficients in the columns' own units from those of <see cref="Columns"/>.</summary>
    public MathNet.Numerics.LinearAlgebra.Matrix<double> ToUnits()
    {
        var units = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(Columns.Length + 1);
        for (var j = 0; j < Columns.Length; j++)
        {
            units[j + 1, j + 1] = 1 / _solved.Scales[j];
            units[0, j + 1] = -_solved.Means[j] / _solved.Scales[j];
        }

        return units;
    }

    /// <summary>A fit without coefficients.</summary>
    public LogisticFit Unfitted(LogisticStatus status, double deviance, int iterations) => new()
    {
        Coefficients = [],
        Dropped = _solved.Dropped,
        N = Response.Length,
        Cases = Cases,
        Status = status,
        Deviance = deviance,
        Covariance = new double[0, 0],
        Iterations = iterations,
    };
}
