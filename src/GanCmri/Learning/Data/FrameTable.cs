using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;
using Microsoft.Data.Analysis;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>Tables of any form as data frames, by the rules of <c>associate</c>: what is missing, and which columns are numbers.</summary>
internal static class FrameTable
{
    /// <summary>Reads CSV, Parquet or Excel: columns of numbers are Single, all others text, null where missing; runs of name0, name1, ...
    /// (and Parquet's lists) vectors. What a Parquet file holds as text stays text.</summary>
    /// <exception cref="InputException">The file or a column is missing, or a column has cells of two kinds.</exception>
    public static DataFrame Read(string path, IReadOnlyCollection<string> textColumns, CancellationToken cancel)
    {
        var texts = TextOf(path).Concat(textColumns).ToHashSet();
        using var reader = TableReader.Open(
            [path],
            header => header,
            name => texts.Contains(name) ? ColumnKind.Text : ColumnKind.Unknown,
            new MissingMarks([])
        );
        string[] header = [.. reader.Columns.Select(c => c.Name)];
        foreach (var name in textColumns)
            TableNames.Place(header, name, Path.GetFileName(path));
        var values = header.Select(_ => new List<double>()).ToArray();
        foreach (var block in reader.Blocks(cancel))
            for (var c = 0; c < values.Length; c++)
                values[c].AddRange(block.Columns[c].AsSpan(0, block.Rows));
        var text = reader.Columns.Where(c => c.IsText).Select(c => c.Name).ToHashSet();
        return new DataFrame(
            FrameCsv
                .Groups(header, text)
                .Select(group =>
                {
                    if (text.Contains(group.Name))
                    {
                        var levels = reader.Columns[group.First].Levels;
                        return new StringDataFrameColumn(
                            group.Name,
                            values[group.First].Select(v => double.IsNaN(v) ? null : levels[(int)v])
                        );
                    }

                    if (!group.IsVector)
                        return new SingleDataFrameColumn(group.Name, values[group.First].Select(v => (float)v).OrNull());
                    return (DataFrameColumn)
                        new VBufferDataFrameColumn<float>(
                            group.Name,
                            Enumerable
                                .Range(0, values[0].Count)
                                .Select(row => new VBuffer<float>(
                                    group.Count,
                                    [.. Enumerable.Range(group.First, group.Count).Select(c => (float)values[c][row])]
                                ))
                        );
                })
        );
    }

    /// <summary>Writes a frame: typed where the name ends with .parquet, vectors of Single as lists, of other numbers a column a number;
    /// else as CSV.</summary>
    /// <exception cref="InputException">The place cannot be written, or vectors of a column differ in length.</exception>
    public static void Write(string path, DataFrame frame)
    {
        if (!TableFileName.IsParquet(path))
        {
            FrameCsv.Write(path, frame);
            return;
        }

        var table = new TableWriter<long>();
        foreach (var column in frame.Columns)
        {
            if (FrameVectors.Of(column) is not { } vectors)
                Add(table, column.Name, column.DataType, row => column[row]);
            else if (vectors is FrameVectors<float> singles)
                table.Vector(column.Name, singles.Size, row => singles.Row(row).DenseValues().ToArray());
            else
                foreach (var (i, head) in vectors.Heads.Index())
                    Add(table, head, vectors.Item, row => vectors.At(row, i));
        }

        table.Save(path, LongRange(frame.Rows.Count));
    }

    private static void Add(TableWriter<long> table, string head, Type type, Func<long, object?> value)
    {
        if (type == typeof(float) || type == typeof(double))
            table.Number(head, row => Convert.ToDouble(value(row) ?? double.NaN, null));
        else if (type.IsPrimitive && type != typeof(bool))
            table.Count(head, row => value(row) is { } v ? Convert.ToInt64(v, null) : null);
        else
            table.Text(head, row => FrameCsv.Text(value(row)));
    }

    // CSV and Excel say nothing of it.
    private static string[] TextOf(string path)
    {
        if (!ParquetTable.Is(path))
            return [];
        using var table = ParquetTable.Open(path);
        return [.. table.Columns.Where(c => c.Kind == CellKind.Text).Select(c => c.Name)];
    }

    private static IEnumerable<long> LongRange(long count)
    {
        for (var row = 0L; row < count; row++)
            yield return row;
    }
}
