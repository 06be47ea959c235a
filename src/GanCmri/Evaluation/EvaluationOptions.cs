using GanCmri.Runtime;

namespace GanCmri.Evaluation;

/// <summary>How two sets are compared.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Bootstrap resamples of patients behind each interval; 0 leaves the intervals out.</summary>
    public int Resamples { get; init; } = 200;

    /// <summary>Confidence level.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Random splits of the real patients into halves, and random subsets a size behind the extrapolation.</summary>
    public int Splits { get; init; } = 10;

    /// <summary>Neighbours that set the radii of precision and recall (Kynkäänniemi et al. 2019 take 3; density and coverage always
    /// 5).</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>Seed of splits and resamples.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks().AtLeast(Resamples, 0).Between(Level, 0, 1).AtLeast(Splits, 1).AtLeast(Neighbours, 1).Throw();
}
