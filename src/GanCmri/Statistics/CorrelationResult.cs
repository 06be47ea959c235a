namespace GanCmri.Statistics;

/// <summary>A correlation with its confidence interval and the test against no correlation.</summary>
/// <param name="R">Coefficient in [-1, 1]; NaN when a variable is constant.</param>
/// <param name="N">Complete pairs used.</param>
/// <param name="Lower">Lower confidence limit; NaN with fewer than 4 pairs.</param>
/// <param name="Upper">Upper confidence limit; NaN with fewer than 4 pairs.</param>
/// <param name="Significance">Two-sided test of no correlation.</param>
public sealed record CorrelationResult(double R, int N, double Lower, double Upper, PValue Significance)
{
    /// <summary>Two-sided p value; 0 where a double underflows.</summary>
    public double P => Significance.Value;

    /// <summary>Decimal logarithm of p, exact also where p underflows.</summary>
    public double Log10P => Significance.Log10;
}
