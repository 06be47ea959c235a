namespace GanCmri.Statistics.Regression;

/// <summary>How a regression states its uncertainty.</summary>
public sealed record RegressionOptions
{
    /// <summary>Confidence level; default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Names of the columns, without the intercept; default x1, x2, ...</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>
    /// The cluster of each row (e.g. the patient of each frame), numbered from 0: asks for cluster-robust errors (CR1) with
    /// clusters - 1 degrees of freedom. Default none.
    /// </summary>
    public IReadOnlyList<int>? Clusters { get; init; }

    /// <summary>Heteroscedasticity-consistent errors of kind HC3 (linear regression only); default false.</summary>
    public bool Hc3 { get; init; }

    internal string NameOf(int column) => Names is null ? $"x{column + 1}" : Names[column];
}
