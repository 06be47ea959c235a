using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Association;

/// <summary>A marginal mean: a phenotype's predicted mean if all rows had one level of a category and kept their other columns.</summary>
/// <param name="Phenotype">Phenotype.</param>
/// <param name="Exposure">The category.</param>
/// <param name="Level">Its level.</param>
/// <param name="Source">Source of the rows.</param>
/// <param name="Mean">Mean (linear), probability of a case (logistic, Firth), mean count, or share of one level of the phenotype
/// (ordinal).</param>
/// <param name="StandardError">By the delta method, other columns taken for fixed; NaN where one cluster alone decides the mean.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="Rows">Rows used.</param>
public sealed record MarginRow(
    string Phenotype,
    string Exposure,
    string Level,
    string Source,
    double Mean,
    double StandardError,
    double Lower,
    double Upper,
    long Rows
)
{
    /// <summary>The level of an ordinal phenotype whose share it is; empty for other families.</summary>
    public string PhenotypeLevel { get; init; } = "";

    /// <summary>Rows used that have this level of the category; null where imputations differ in it.</summary>
    public long? LevelRows { get; init; }

    /// <summary>Degrees of freedom of the limits; infinite for the normal distribution.</summary>
    public double DegreesOfFreedom { get; init; } = double.PositiveInfinity;

    internal MeanLink Link { get; init; }

    /// <summary>The same row with another mean, its limits on the scale of the link.</summary>
    internal MarginRow With(double mean, double error, double df, double level)
    {
        var (eta, reach) = (Link.Eta(mean), Quantile.StudentT(level, df) * error / Link.Slope(mean));
        return this with
        {
            Mean = mean,
            StandardError = double.IsNaN(df) ? double.NaN : error,
            Lower = Link.Mean(eta - reach),
            Upper = Link.Mean(eta + reach),
            DegreesOfFreedom = df,
        };
    }
}
