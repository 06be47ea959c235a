using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>The tables that paths name: files, and of folders all tables in them, in the order of their names.</summary>
internal static class TablePaths
{
    private static readonly string[] Endings = [".parquet", ".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"];

    /// <summary>Finds them.</summary>
    /// <exception cref="InputException">A folder holds none, or a table is named twice.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths)
    {
        string[] tables = [.. paths.SelectMany(Of)];
        return tables.GroupBy(Path.GetFullPath).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new InputException(
                twice.First(),
                "each table once",
                $"it {twice.Count()} times",
                "its rows would count as often; drop one"
            )
            : tables;
    }

    private static IEnumerable<string> Of(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        string[] tables =
        [
            .. Directory
                .EnumerateFiles(path)
                .Where(f => Array.Exists(Endings, e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
                .Order(StringComparer.Ordinal),
        ];
        return tables.Length > 0
            ? tables
            : throw new InputException(
                path,
                $"tables ({string.Join(", ", Endings)})",
                "none",
                "name the folder they are in, or the tables"
            );
    }
}
