using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Regression;

/// <summary>One estimated coefficient of a regression.</summary>
/// <param name="Name">Column it belongs to; "(intercept)" for the constant.</param>
/// <param name="Estimate">Change of the outcome (linear) or of its log odds (logistic) with one unit of the column.</param>
/// <param name="StandardError">Standard error.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="Statistic">Estimate over standard error.</param>
/// <param name="Significance">Two-sided test of no effect.</param>
public sealed record Coefficient(
    string Name,
    double Estimate,
    double StandardError,
    double Lower,
    double Upper,
    double Statistic,
    PValue Significance
)
{
    /// <summary>Degrees of freedom of interval and test; infinite for the normal distribution, NaN where there is no error to be
    /// had.</summary>
    public double DegreesOfFreedom { get; init; } = double.PositiveInfinity;

    /// <summary>Two-sided p value; 0 where a double underflows.</summary>
    public double P => Significance.Value;

    /// <summary>Decimal logarithm of p, exact also where p underflows.</summary>
    public double Log10P => Significance.Log10;

    /// <summary>Interval and test by Student's t, or by the normal distribution when the degrees of freedom are infinite.</summary>
    internal static Coefficient Of(string name, double estimate, double variance, double df, double level)
    {
        var error = double.IsNaN(df) ? double.NaN : Math.Sqrt(variance);
        var statistic = estimate / error;
        var normal = double.IsPositiveInfinity(df);
        var half = error * (normal ? Quantile.Normal(level) : Quantile.StudentT(level, df));
        return new Coefficient(
            name,
            estimate,
            error,
            estimate - half,
            estimate + half,
            statistic,
            normal ? Tail.Normal(statistic) : Tail.StudentT(statistic, df)
        )
        {
            DegreesOfFreedom = df,
        };
    }
}
