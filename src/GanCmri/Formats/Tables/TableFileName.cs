namespace GanCmri.Formats.Tables;

/// <summary>What a file's name says about the form of a table.</summary>
internal static class TableFileName
{
    /// <summary>Whether a table of this name is written as Parquet.</summary>
    public static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the name of another table of the same form ends with: .parquet or .csv.</summary>
    public static string Ending(string path) => IsParquet(path) ? ".parquet" : ".csv";
}
