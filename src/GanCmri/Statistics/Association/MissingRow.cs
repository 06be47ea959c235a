namespace GanCmri.Statistics.Association;

/// <summary>How often columns of a study are missing together, for one phenotype and source.</summary>
public sealed record MissingRow
{
    /// <summary>Phenotype whose models need the columns.</summary>
    public required string Phenotype { get; init; }

    /// <summary>Source of the rows; empty where the table does not say.</summary>
    public required string Source { get; init; }

    /// <summary>Whether exactly these columns are missing (a pattern), or this column with or without others.</summary>
    public required bool IsPattern { get; init; }

    /// <summary>The columns; none for the pattern of complete rows.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Rows in which they are missing (patterns: and no others).</summary>
    public required long Missing { get; init; }

    /// <summary>All rows of the source.</summary>
    public required long Rows { get; init; }

    /// <summary>Cases among <see cref="Missing"/>; null where the phenotype has none.</summary>
    public long? MissingCases { get; init; }

    /// <summary>All cases.</summary>
    public long? Cases { get; init; }

    /// <summary>Controls among <see cref="Missing"/>.</summary>
    public long? MissingControls { get; init; }

    /// <summary>All controls.</summary>
    public long? Controls { get; init; }
}
