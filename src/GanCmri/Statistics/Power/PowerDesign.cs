namespace GanCmri.Statistics.Power;

/// <summary>The association that a planned study looks for: outcome = effect × exposure + rest, and what is measured of it = slope ×
/// outcome + error.</summary>
public sealed record PowerDesign
{
    /// <summary>Change of the outcome with one unit of the exposure; for a group, its difference from the others.</summary>
    public required double Effect { get; init; }

    /// <summary>Standard deviation of the outcome where the exposure is constant, above 0.</summary>
    public required double OutcomeSd { get; init; }

    /// <summary>Standard deviation of an exposure that is a number; without meaning for a group.</summary>
    public double ExposureSd { get; init; } = 1;

    /// <summary>Share of subjects in the group where the exposure is one, in (0, 1); null: a number.</summary>
    public double? ExposedShare { get; init; }

    /// <summary>Standard deviation of the measurement about its line in the true outcome, 0 or more.</summary>
    public double ErrorSd { get; init; }

    /// <summary>Change of the measurement with one unit of the true outcome.</summary>
    public double MeasuredSlope { get; init; } = 1;

    /// <summary>Two-sided significance level.</summary>
    public double Alpha { get; init; } = .05;

    /// <summary>Studies simulated of each size, at least 100.</summary>
    public int Simulations { get; init; } = 2000;

    /// <summary>Seed; a study depends on it, its size and its number alone.</summary>
    public long Seed { get; init; } = 1;
}
