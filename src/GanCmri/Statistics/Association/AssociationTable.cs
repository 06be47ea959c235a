namespace GanCmri.Statistics.Association;

/// <summary>The outcome of an association study.</summary>
/// <param name="Rows">One row a test: phenotypes in the order asked, within them exposures, within them real before synthetic.</param>
/// <param name="Notes">What holds for the whole table, e.g. reference levels and columns with unreadable cells.</param>
/// <param name="Correlations">Pearson correlations of the variables with each other, one grid a source; empty unless asked for.</param>
/// <param name="TableRows">Data rows of the table.</param>
public sealed record AssociationTable(
    IReadOnlyList<AssociationRow> Rows,
    IReadOnlyList<string> Notes,
    IReadOnlyList<CorrelationGrid> Correlations,
    long TableRows
)
{
    /// <summary>What is missing, by column and by pattern; empty unless asked for.</summary>
    public IReadOnlyList<MissingRow> Missing { get; init; } = [];

    /// <summary>Marginal means of categories; empty unless asked for.</summary>
    public IReadOnlyList<MarginRow> Margins { get; init; } = [];

    /// <summary>Confidence level of the rows' intervals.</summary>
    internal double Level { get; init; } = 0.95;

    /// <summary>What was asked for; null where the table was not made by a study.</summary>
    internal AssociationOptions? Options { get; init; }

    /// <summary>Cases asked for that no phenotype has; none in a whole study, which is refused then.</summary>
    internal IReadOnlyList<string> AbsentCases { get; init; } = [];

    /// <summary>The note that several rows are of one subject; null where none are, or they are grouped.</summary>
    internal string? Repeats { get; init; }

    /// <summary>The line that goes with every result computed from synthetic rows.</summary>
    public const string SyntheticNote = "synthetic rows: these associations restate the generator and belong beside those of real data";
}
