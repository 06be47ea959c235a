namespace GanCmri.Statistics;

/// <summary>The outcome of a two-sided test.</summary>
/// <param name="Statistic">The test statistic.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom; NaN for tests without.</param>
/// <param name="Significance">Two-sided p.</param>
internal sealed record TestResult(double Statistic, double DegreesOfFreedom, PValue Significance)
{
    /// <summary>Two-sided p value; 0 where a double underflows.</summary>
    public double P => Significance.Value;

    /// <summary>Decimal logarithm of p, exact also where p underflows.</summary>
    public double Log10P => Significance.Log10;
}
