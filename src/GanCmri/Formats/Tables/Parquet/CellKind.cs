namespace GanCmri.Formats.Tables.Parquet;

/// <summary>What the cells of a typed column are.</summary>
internal enum CellKind
{
    /// <summary>Numbers with a fraction.</summary>
    Number,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Days, or days with a time.</summary>
    Date,

    /// <summary>Lists of numbers.</summary>
    Vector,
}
