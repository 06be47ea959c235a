namespace GanCmri.Statistics.Regression;

/// <summary>Kinds of cluster-robust errors.</summary>
public enum ClusterErrors
{
    /// <summary>
    /// Bias-reduced, with Satterthwaite's degrees of freedom for each coefficient (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018):
    /// holds its level with few clusters too, and gives no error where one cluster alone decides a coefficient.
    /// </summary>
    Cr2,

    /// <summary>Liang and Zeger's (1986) with the factor G/(G-1) (n-1)/(n-k) and clusters - 1 degrees of freedom: for many clusters
    /// only.</summary>
    Cr1,
}

/// <summary>How a regression computes standard errors and intervals.</summary>
public sealed record RegressionOptions
{
    /// <summary>Confidence level; default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Names of the columns, without the intercept; default x1, x2, ...</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>
    /// The cluster of each row (e.g. the patient of each frame), numbered from 0: asks for cluster-robust errors. Default none.
    /// </summary>
    public IReadOnlyList<int>? Clusters { get; init; }

    /// <summary>Kind of cluster-robust errors; default CR2.</summary>
    public ClusterErrors ClusterErrors { get; init; } = ClusterErrors.Cr2;

    /// <summary>Heteroscedasticity-consistent errors of kind HC3 (linear regression only); default false.</summary>
    public bool Hc3 { get; init; }

    /// <summary>Sets of columns (places from 0) whose coefficients are tested together, e.g. the levels of a category; default
    /// none.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Joint { get; init; } = [];

    internal string NameOf(int column) => Names is null ? $"x{column + 1}" : Names[column];
}
