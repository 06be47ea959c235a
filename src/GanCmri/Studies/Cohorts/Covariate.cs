using System.Globalization;
using GanCmri.Runtime;
using MathNet.Numerics.Distributions;

namespace GanCmri.Studies.Cohorts;

/// <summary>Something known of each subject that is assumed to move its phenotypes.</summary>
/// <param name="Name">Its name, and its column's.</param>
public abstract record Covariate(string Name)
{
    private protected string Stream => "covariate " + Name;

    /// <summary>The value of a row: a number, or the index of a level.</summary>
    public abstract double Draw(long seed, long row);

    /// <summary>The value as tables show it.</summary>
    public abstract string Text(double value);

    /// <summary>How far the value moves a phenotype, in the phenotype's unit; 0 on average over the cohort.</summary>
    /// <param name="value">As drawn.</param>
    /// <param name="phenotype">Index of the phenotype in the specification.</param>
    public abstract double Shift(double value, int phenotype);
}

/// <summary>A normally distributed covariate, such as age.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty if none was given.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Sd">Its standard deviation, above 0.</param>
/// <param name="Least">Values below are drawn again.</param>
/// <param name="Most">Values above are drawn again.</param>
/// <param name="Effects">Assumed change of each phenotype with one unit.</param>
internal sealed record NumberCovariate(
    string Name,
    string Unit,
    double Mean,
    double Sd,
    double Least,
    double Most,
    IReadOnlyList<double> Effects
) : Covariate(Name)
{
    private const int MostTries = 10_000; // bounds that hold fewer than 1 % are refused when the specification is read

    /// <inheritdoc/>
    public override double Draw(long seed, long row)
    {
        var draws = new RandomStream(Seed.Derive(seed, Stream, row));
        var value = Mean + Sd * draws.Normal();
        for (var t = 1; !(value >= Least && value <= Most) && t < MostTries; t++)
            value = Mean + Sd * draws.Normal();
        return Math.Clamp(value, Least, Most);
    }

    /// <inheritdoc/>
    public override string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override double Shift(double value, int phenotype) => Effects[phenotype] * (value - MeanWithinBounds);

    // Mean of a normal distribution truncated to [Least, Most] (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions,
    // 13.134).
    private double MeanWithinBounds
    {
        get
        {
            double low = (Least - Mean) / Sd,
                high = (Most - Mean) / Sd;
            return Mean + Sd * (Normal.PDF(0, 1, low) - Normal.PDF(0, 1, high)) / (Normal.CDF(0, 1, high) - Normal.CDF(0, 1, low));
        }
    }
}

/// <summary>A covariate of levels, such as sex or a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Levels">At least two; the first is what the others are compared with.</param>
internal sealed record CategoryCovariate(string Name, IReadOnlyList<CategoryLevel> Levels) : Covariate(Name)
{
    /// <inheritdoc/>
    public override double Draw(long seed, long row)
    {
        var u = new RandomStream(Seed.Derive(seed, Stream, row)).Uniform();
        var level = 0;
        for (double below = Levels[0].Share; u >= below && level < Levels.Count - 1; below += Levels[level].Share)
            level++;
        return level;
    }

    /// <inheritdoc/>
    public override string Text(double value) => Levels[(int)value].Name;

    /// <inheritdoc/>
    public override double Shift(double value, int phenotype) =>
        Levels[(int)value].Effects[phenotype] - Levels.Sum(l => l.Share * l.Effects[phenotype]);
}

/// <summary>One level of a covariate.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Share">Share of subjects; those of all levels add up to 1.</param>
/// <param name="Effects">Assumed difference of each phenotype from the first level.</param>
internal sealed record CategoryLevel(string Name, double Share, IReadOnlyList<double> Effects)
{
    /// <summary>The level's own distribution of each phenotype, in the specification's order; null, or none at all: that of the whole
    /// cohort.</summary>
    public IReadOnlyList<TargetDistribution?> Distributions { get; init; } = [];
}
