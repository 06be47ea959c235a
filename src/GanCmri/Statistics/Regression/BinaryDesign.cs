namespace GanCmri.Statistics.Regression;

/// <summary>Outcomes and usable columns of a logistic regression, columns centred and scaled.</summary>
internal sealed class BinaryDesign : StandardDesign
{
    /// <summary>Checks and standardises.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, or all outcomes are the same.</exception>
    public BinaryDesign(bool[] outcome, IReadOnlyList<double[]> columns, RegressionOptions options)
        : base(Array.ConvertAll(outcome, o => o ? 1.0 : 0), columns, options)
    {
        Cases = outcome.Count(o => o);
        if (Cases == 0 || Cases == outcome.Length)
            throw new ArgumentException("expected cases and controls, found only one of them", nameof(outcome));
    }

    /// <summary>Cases.</summary>
    public int Cases { get; }

    /// <summary>A fit without coefficients.</summary>
    public LogisticFit Unfitted(LogisticStatus status, double deviance, int iterations) =>
        new()
        {
            Coefficients = [],
            Dropped = Dropped,
            N = Response.Length,
            Cases = Cases,
            Status = status,
            Deviance = deviance,
            Covariance = new double[0, 0],
            Iterations = iterations,
        };
}
