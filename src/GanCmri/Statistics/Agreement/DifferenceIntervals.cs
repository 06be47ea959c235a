using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Agreement;

/// <summary>Intervals of a bias and of both limits of agreement, in the units of the measure.</summary>
/// <param name="Level">Confidence level, e.g. 0.95.</param>
/// <param name="Bias">Of the mean difference.</param>
/// <param name="Lower">Of the lower limit of agreement.</param>
/// <param name="Upper">Of the upper limit of agreement.</param>
internal sealed record DifferenceIntervals(double Level, Interval Bias, Interval Lower, Interval Upper)
{
    /// <summary>
    /// Of independent pairs (Bland and Altman 1999, section 2.3): the bias has the variance s² / n, a limit s² (1 / n + 1.96² / (2 (n -
    /// 1))), both with Student's t of n - 1 degrees of freedom.
    /// </summary>
    /// <param name="differences">Bias and limits of two pairs or more.</param>
    /// <param name="level">Confidence level.</param>
    public static DifferenceIntervals Of(BlandAltman differences, double level)
    {
        var (n, sd) = (differences.N, differences.Sd);
        var t = Quantile.StudentT(level, n - 1);
        double bias = t * sd / Math.Sqrt(n),
            limit = t * sd * Math.Sqrt(1.0 / n + 1.96 * 1.96 / (2 * (n - 1.0)));
        return new DifferenceIntervals(
            level,
            About(differences.Bias, bias),
            About(differences.Lower, limit),
            About(differences.Upper, limit)
        );
    }

    private static Interval About(double middle, double half) => new(middle - half, middle + half);
}
