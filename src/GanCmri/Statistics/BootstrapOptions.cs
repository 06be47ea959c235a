using GanCmri.Runtime;

namespace GanCmri.Statistics;

/// <summary>How a bootstrap interval is made.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Resamples drawn; default 2000.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Confidence level; default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of the resampling; default 1. The interval depends on nothing else.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Bias-corrected and accelerated limits (default), or plain percentiles.</summary>
    public BootstrapMethod Method { get; init; } = BootstrapMethod.Bca;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => new OptionChecks().AtLeast(Resamples, 1).Between(Level, 0, 1).Throw();
}

/// <summary>How the limits of an interval are computed from the resamples.</summary>
public enum BootstrapMethod
{
    /// <summary>Bias-corrected and accelerated (Efron 1987).</summary>
    Bca,

    /// <summary>Quantiles of the resampled statistic.</summary>
    Percentile,
}

/// <summary>A statistic with its bootstrap interval.</summary>
/// <param name="Estimate">The statistic of the sample itself.</param>
/// <param name="Lower">Lower limit; NaN where the statistic of the sample, or of every resample, is NaN.</param>
/// <param name="Upper">Upper limit; NaN likewise.</param>
/// <param name="StandardError">Standard deviation over resamples.</param>
/// <param name="Units">Independent units resampled: clusters (patients) when given, else rows.</param>
public sealed record BootstrapInterval(double Estimate, double Lower, double Upper, double StandardError, int Units);
