using GanCmri.Runtime;

namespace GanCmri.Statistics;

/// <summary>The Kolmogorov-Smirnov distance of two samples and where that of their distributions lies. The values of a sample must be
/// independent, e.g. one of each subject; those of both may be pairs.</summary>
/// <param name="Estimate">Largest difference of the samples' distribution functions, 0 to 1; NaN where a sample has less than 2
/// values.</param>
/// <param name="Lower">Lower limit, at least 0.</param>
/// <param name="Upper">Upper limit, at most 1.</param>
public sealed record DistanceInterval(double Estimate, double Lower, double Upper)
{
    /// <summary>
    /// Measures. By the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant (Massart 1990), a sample's distribution
    /// function lies within sqrt(ln(2 / a) / (2 n)) of the true one everywhere, with probability 1 - a; with half of a for each sample,
    /// the distance of the two is off by both at most. It holds for pairs too, never leaves its estimate out, and is wide: a distance is
    /// biased upwards, more so in resamples, so that no bootstrap or subsampling interval covers as often as it says.
    /// </summary>
    /// <param name="x">One sample.</param>
    /// <param name="y">The other.</param>
    /// <param name="level">Least probability that the interval holds the distance, in (0, 1).</param>
    /// <exception cref="ArgumentException">A value is missing (NaN), or the level is out of range.</exception>
    public static DistanceInterval Of(double[] x, double[] y, double level = 0.95)
    {
        Require.Inside(level);
        if (x.Length < 2 || y.Length < 2)
            return new DistanceInterval(double.NaN, double.NaN, double.NaN);
        var (distance, off) = (KolmogorovSmirnov.Distance(x, y), Off(x) + Off(y));
        return new DistanceInterval(distance, Math.Max(0, distance - off), Math.Min(1, distance + off));

        double Off(double[] sample) => Math.Sqrt(Math.Log(4 / (1 - level)) / (2 * sample.Length));
    }
}
