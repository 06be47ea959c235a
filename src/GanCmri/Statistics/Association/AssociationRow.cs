using System.Text.Json.Serialization;

namespace GanCmri.Statistics.Association;

/// <summary>One test: a phenotype on an exposure. Numbers are NaN (empty in files) where no test was possible; the note says why.</summary>
public sealed record AssociationRow
{
    /// <summary>Outcome column.</summary>
    public required string Phenotype { get; init; }

    /// <summary>Exposure column, with "level vs reference" for text, e.g. "sex [M vs F]".</summary>
    public required string Exposure { get; init; }

    /// <summary>"real", "synthetic", or empty where the table does not say.</summary>
    public required string Source { get; init; }

    /// <summary>Group of the phenotype or exposure; empty where there are none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Effect of one unit of the exposure: units of the phenotype (linear) or log odds (logistic).</summary>
    public double Beta { get; init; } = double.NaN;

    /// <summary>Standard error of <see cref="Beta"/>.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>Degrees of freedom of interval and test; infinite for the normal distribution.</summary>
    public double DegreesOfFreedom { get; init; } = double.NaN;

    /// <summary>Lower confidence limit.</summary>
    public double Lower { get; init; } = double.NaN;

    /// <summary>Upper confidence limit.</summary>
    public double Upper { get; init; } = double.NaN;

    /// <summary>Whether <see cref="Beta"/> is a log odds, log rate or log hazard, so that its exponential is a ratio.</summary>
    public bool IsLog { get; init; }

    /// <summary>Odds ratio (logistic, Firth, ordinal), rate ratio (Poisson, negative binomial) or hazard ratio (Cox) of one unit of the
    /// exposure; NaN for linear models.</summary>
    public double Ratio => Exp(Beta);

    /// <summary>Lower confidence limit of <see cref="Ratio"/>.</summary>
    public double RatioLower => Exp(Lower);

    /// <summary>Upper confidence limit of <see cref="Ratio"/>.</summary>
    public double RatioUpper => Exp(Upper);

    /// <summary>Effect of one standard deviation of the exposure (of the rows used; divisor n - 1); NaN for categories, interactions and
    /// curves.</summary>
    public double BetaPerSd { get; init; } = double.NaN;

    /// <summary>Standardised beta: <see cref="BetaPerSd"/> in standard deviations of the phenotype; NaN where beta is a log.</summary>
    public double BetaStandardised { get; init; } = double.NaN;

    /// <summary>
    /// What <see cref="Beta"/> and its limits are multiplied by to be compared with others: of one standard deviation of a number or one
    /// level of a category, in standard deviations of the phenotype where beta is no log. Of an interaction, that of its parts multiplied;
    /// NaN for curves.
    /// </summary>
    [JsonInclude]
    internal double Standardiser { get; init; } = double.NaN;

    /// <summary>Genomic control's lambda over the tests of the same source: median chi-square over its expectation without
    /// effects.</summary>
    public double Lambda { get; init; } = double.NaN;

    /// <summary>Two-sided test of no effect.</summary>
    public PValue Significance { get; init; } = PValue.None;

    /// <summary>
    /// Test of the whole term the row belongs to: all levels of a category, all columns of an interaction or a spline. Null for terms of
    /// one column.
    /// </summary>
    public Regression.JointTest? Joint { get; init; }

    /// <summary>q value of <see cref="Joint"/>, of Benjamini and Hochberg over the joint tests of the same source, each term counted once;
    /// NaN for terms of one column.</summary>
    public double JointQ { get; init; } = double.NaN;

    // Which test the joint one is: rows of one term share it.
    [JsonInclude]
    internal string JointTerm { get; init; } = "";

    /// <summary>q value of Benjamini and Hochberg over the tests of the same source.</summary>
    public double Q { get; init; } = double.NaN;

    /// <summary>q value of Benjamini and Yekutieli over the same tests.</summary>
    public double QDependent { get; init; } = double.NaN;

    /// <summary>Bonferroni-adjusted p over the same tests.</summary>
    public double Bonferroni { get; init; } = double.NaN;

    /// <summary>Family-wise p over the tests of the same source by permutation (Westfall and Young's max-T); NaN where not asked
    /// for.</summary>
    public double MaxTP { get; init; } = double.NaN;

    /// <summary>Marginal means of the category whose first row this is.</summary>
    internal IReadOnlyList<MarginRow> Margins { get; init; } = [];

    /// <summary>The test as it is permuted.</summary>
    internal PermutedTest? Permuted { get; init; }

    /// <summary>Partial correlation of phenotype and exposure given the covariates (linear, without clusters).</summary>
    public double PartialR { get; init; } = double.NaN;

    /// <summary>Rows used: all of phenotype, exposure, covariates (and cluster) known.</summary>
    public long Used { get; init; }

    /// <summary>Rows of this source left out because something is missing.</summary>
    public long Missing { get; init; }

    /// <summary>Rows used that have the row's level of a category; null for what is no level, and where imputations differ in it.</summary>
    public long? LevelRows { get; init; }

    /// <summary>Rows used that have the level that it is compared with; null likewise.</summary>
    public long? ReferenceRows { get; init; }

    /// <summary>Clusters that the rows used are of (with a cluster column).</summary>
    public long? Clusters { get; init; }

    /// <summary>Cases (logistic) or events (Cox) among the rows used.</summary>
    public long? Cases { get; init; }

    /// <summary>Controls (logistic) or censored (Cox) among the rows used.</summary>
    public long? Controls { get; init; }

    /// <summary>What a reader must know: columns dropped, separation, missing data, synthetic origin.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    private double Exp(double beta) => IsLog ? Math.Exp(beta) : double.NaN;
}
