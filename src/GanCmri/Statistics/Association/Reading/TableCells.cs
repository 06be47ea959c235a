using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>A small table of any form (CSV, also gzipped; Parquet; Excel's first sheet) as text cells; what means missing is
/// empty.</summary>
/// <param name="File">Name of the file, for messages.</param>
/// <param name="Header">Names of its columns, those left out that occur twice.</param>
/// <param name="Rows">Its rows, a cell a column.</param>
internal sealed record TableCells(string File, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Columns that it must have, once each.</param>
    /// <exception cref="InputException">No such file, column or header, or a damaged file.</exception>
    public static TableCells Read(string path, params IReadOnlyList<string> required) =>
        Of(path, header => [.. required, .. header.GroupBy(n => n).Where(g => g.Count() == 1).Select(g => g.Key)]);

    /// <summary>Reads some columns of a table, which may have many.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns, which it must have once each.</param>
    /// <exception cref="InputException">No such file, column or header, or a damaged file.</exception>
    public static TableCells ReadColumns(string path, params IReadOnlyList<string> columns) => Of(path, _ => columns);

    /// <summary>A column's numbers, NaN where missing.</summary>
    /// <exception cref="InputException">A cell is something else.</exception>
    public double[] Numbers(string column) =>
        [
            .. Rows.Select(
                (row, i) =>
                    row[column] switch
                    {
                        "" => double.NaN,
                        var cell when NumberCell.TryParse(cell, out var number) => number,
                        var cell => throw new InputException(
                            $"{File}, column '{column}', row {i + 1}",
                            "a number with a decimal point, NA or nothing",
                            NumberLook.Shown(cell),
                            "correct it"
                        ),
                    }
            ),
        ];

    private static TableCells Of(string path, Func<IReadOnlyList<string>, IReadOnlyList<string>> choose)
    {
        using var reader = TableReader.Open([path], choose, _ => ColumnKind.Text, new MissingMarks([]));
        var order = TableNames.Of(path);
        var columns = reader.Columns;
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var block in reader.Blocks(CancellationToken.None))
            for (var i = 0; i < block.Rows; i++)
                rows.Add(
                    columns
                        .Select((c, j) => (c.Name, Code: block.Columns[j][i], c.Levels))
                        .ToDictionary(c => c.Name, c => double.IsNaN(c.Code) ? "" : c.Levels[(int)c.Code])
                );
        return new TableCells(Path.GetFileName(path), [.. order.Where(n => columns.Any(c => c.Name == n))], rows);
    }
}
