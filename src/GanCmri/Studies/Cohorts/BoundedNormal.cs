using MathNet.Numerics.Distributions;

namespace GanCmri.Studies.Cohorts;

/// <summary>A normal distribution of which only what lies between two bounds is kept (Johnson, Kotz and Balakrishnan, Continuous Univariate
/// Distributions, 13.10).</summary>
/// <param name="Mean">Mean before the bounds cut.</param>
/// <param name="Sd">Standard deviation before the bounds cut, above 0.</param>
/// <param name="Least">Lower bound.</param>
/// <param name="Most">Upper bound.</param>
internal readonly record struct BoundedNormal(double Mean, double Sd, double Least, double Most)
{
    private double Low => (Least - Mean) / Sd;

    private double High => (Most - Mean) / Sd;

    /// <summary>The share of the whole distribution that lies between the bounds.</summary>
    public double Inside => Below(High) - Below(Low);

    /// <summary>The value where the standard normal distribution has <paramref name="z"/>: the same share lies below.</summary>
    public double At(double z)
    {
        if (Inside == 1)
            return Math.Clamp(Mean + Sd * z, Least, Most);
        return Math.Clamp(Mean + Sd * Normal.InvCDF(0, 1, Below(Low) + Below(z) * Inside), Least, Most);
    }

    /// <summary>The share of values of <paramref name="value"/> and more.</summary>
    public double ShareFrom(double value) => (Below(High) - Below((Math.Clamp(value, Least, Most) - Mean) / Sd)) / Inside;

    /// <summary>Mean of (value - <see cref="Mean"/>) to the power of <paramref name="power"/>, 0 to 3.</summary>
    public double Moment(int power)
    {
        double low = Low,
            high = High,
            inside = Inside;
        return Math.Pow(Sd, power) * Standard(power);

        double Standard(int k) => k <= 0 ? (k == 0 ? 1 : 0) : (k - 1) * Standard(k - 2) - (Edge(high, k - 1) - Edge(low, k - 1)) / inside;
    }

    // z^k times the density, which vanishes faster than any power grows.
    private static double Edge(double z, int power) => Math.Abs(z) > 30 ? 0 : Math.Pow(z, power) * Normal.PDF(0, 1, z);

    private static double Below(double z) => Normal.CDF(0, 1, z);
}
