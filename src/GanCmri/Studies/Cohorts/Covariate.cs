using System.Globalization;
using GanCmri.Runtime;
using MathNet.Numerics.Distributions;

namespace GanCmri.Studies.Cohorts;

/// <summary>A property of each subject, such as age, that is assumed to change its phenotypes.</summary>
/// <param name="Name">Its name, and its column's.</param>
public abstract record Covariate(string Name)
{
    /// <summary>The value where the standard normal distribution has <paramref name="z"/>: a number, or the index of a level.</summary>
    public abstract double At(double z);

    /// <summary>The value as tables show it.</summary>
    public abstract string Text(double value);

    /// <summary>How far the value moves a phenotype, in the phenotype's unit; 0 on average over the cohort.</summary>
    /// <param name="value">As drawn.</param>
    /// <param name="phenotype">Index of the phenotype in the specification.</param>
    public abstract double Shift(double value, int phenotype);

    /// <summary>A row's own normal score, before correlations.</summary>
    internal double Score(long seed, long row) => new RandomStream(Seed.Derive(seed, "covariate " + Name, row)).Normal();
}

/// <summary>A normally distributed covariate, such as age.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty if none was given.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Sd">Its standard deviation, above 0.</param>
/// <param name="Least">No value is below.</param>
/// <param name="Most">No value is above.</param>
/// <param name="Effects">What it does to each phenotype.</param>
internal sealed record NumberCovariate(
    string Name,
    string Unit,
    double Mean,
    double Sd,
    double Least,
    double Most,
    IReadOnlyList<CovariateEffect> Effects
) : Covariate(Name)
{
    private BoundedNormal Distribution => new(Mean, Sd, Least, Most);

    /// <inheritdoc/>
    public override double At(double z) => Distribution.At(z);

    /// <inheritdoc/>
    public override string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override double Shift(double value, int phenotype) => Effects[phenotype].Shift(value, Distribution);
}

/// <summary>A covariate of levels, such as sex or a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Levels">At least two; the first is what the others are compared with.</param>
internal sealed record CategoryCovariate(string Name, IReadOnlyList<CategoryLevel> Levels) : Covariate(Name)
{
    /// <inheritdoc/>
    public override double At(double z)
    {
        var u = Normal.CDF(0, 1, z);
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
