namespace GanCmri.Formats.Tables;

/// <summary>What a file's name says about the form of a table.</summary>
internal static class TableFileName
{
    /// <summary>Whether a table of this name is written as Parquet.</summary>
    public static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
}
