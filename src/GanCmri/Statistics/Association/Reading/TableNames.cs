using GanCmri.Formats.Tables.Parquet;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Names of a table's columns.</summary>
internal static class TableNames
{
    /// <summary>The names of a file, CSV or Parquet.</summary>
    /// <exception cref="InputException">No such file, or it has no header.</exception>
    public static IReadOnlyList<string> Of(string path)
    {
        if (ParquetTable.Is(path))
        {
            using var table = ParquetTable.Open(path);
            return [.. table.FlatColumns.Select(c => c.Name)];
        }

        using var head = TableFile.Open(path);
        return TableLayout.Read(head.Text, Path.GetFileName(path)).Names;
    }

    /// <summary>Place of a column among names.</summary>
    /// <exception cref="InputException">The column is not there, or its name occurs twice.</exception>
    public static int Place(IReadOnlyList<string> names, string column, string file)
    {
        var places = Enumerable.Range(0, names.Count).Where(i => names[i] == column).ToArray();
        return places.Length switch
        {
            1 => places[0],
            0 when names is [var only] => throw new InputException(
                $"{file}, column '{column}'",
                "a column of that name",
                $"a first line that is one cell, '{only}'",
                "take away the lines above the header, and part the columns by commas"
            ),
            0 => throw new InputException(
                $"{file}, column '{column}'",
                "a column of that name",
                "columns " + string.Join(", ", names.Take(30)) + (names.Count > 30 ? ", ..." : ""),
                "correct the name"
            ),
            _ => throw new InputException($"{file}, column '{column}'", "one column of that name", $"{places.Length}", "rename the others"),
        };
    }
}
