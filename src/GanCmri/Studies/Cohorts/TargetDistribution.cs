using GanCmri.Statistics;
using MathNet.Numerics.Distributions;

namespace GanCmri.Studies.Cohorts;

/// <summary>The distribution that a phenotype shall have in a cohort, in the phenotype's unit.</summary>
public abstract record TargetDistribution
{
    /// <summary>The value where the standard normal distribution has <paramref name="z"/>: the same share of hearts lies below.</summary>
    public abstract double At(double z);
}

/// <summary>A normal distribution.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Sd">Its standard deviation, above 0.</param>
internal sealed record NormalTarget(double Mean, double Sd) : TargetDistribution
{
    /// <inheritdoc/>
    public override double At(double z) => Mean + Sd * z;
}

/// <summary>The distribution of measured values, straight between neighbours.</summary>
/// <param name="Sorted">At least two values, ascending.</param>
internal sealed record EmpiricalTarget(IReadOnlyList<double> Sorted) : TargetDistribution
{
    private readonly double[] _sorted = [.. Sorted];

    /// <inheritdoc/>
    public override double At(double z) => Summary.QuantileOfSorted(_sorted, Normal.CDF(0, 1, z));
}
