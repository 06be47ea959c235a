using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Formats;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;
using Microsoft.Data.Analysis;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>
/// Data frames as CSV, exactly and in any culture: UTF-8, decimal points, shortest digits that give the same number back. A column
/// of vectors "W" is written as W0, W1, ... and read back as one column. Text stays text.
/// </summary>
internal static class FrameCsv
{
    /// <summary>Writes a frame.</summary>
    /// <exception cref="InputException">The file cannot be written, or vectors of a column differ in length.</exception>
    public static void Write(string path, DataFrame frame) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
                using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
                FrameVectors?[] vectors = [.. frame.Columns.Select(FrameVectors.Of)];
                foreach (var head in frame.Columns.Zip(vectors).SelectMany(c => c.Second?.Heads ?? [c.First.Name]))
                    csv.WriteField(head);
                csv.NextRecord();
                for (long row = 0; row < frame.Rows.Count; row++)
                {
                    foreach (var (column, many) in frame.Columns.Zip(vectors))
                        if (many is null)
                            csv.WriteField(Text(column[row]));
                        else
                            for (var i = 0; i < many.Size; i++)
                                csv.WriteField(Text(many.At(row, i)));
                    csv.NextRecord();
                }
            }
        );

    /// <summary>Reads a frame: the named columns are text, all others Single; runs of name0, name1, ... become vectors.</summary>
    /// <exception cref="InputException">The file is missing, or a cell is no number.</exception>
    public static DataFrame Read(string path, IReadOnlyCollection<string> textColumns)
    {
        if (!File.Exists(path))
            throw new InputException(path, "a CSV file", InputFile.Instead(path), "check the path");
        using var reader = new StreamReader(path, Encoding.UTF8);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        if (!csv.Read() || !csv.ReadHeader())
            throw new InputException(path, "a header line", "an empty file", "write the column names first");
        var header = csv.HeaderRecord!;
        foreach (var missing in textColumns.Where(n => !header.Contains(n)))
            throw new InputException(path, $"a column '{missing}'", string.Join(", ", header), "name the text columns of the file");
        var groups = Groups(header, textColumns);
        var text = header.Select(_ => new List<string>()).ToArray();
        while (csv.Read())
            for (var i = 0; i < header.Length; i++)
                text[i].Add(csv.TryGetField<string>(i, out var cell) ? cell ?? "" : throw Short(path, csv.Context.Parser!.Row));
        return new DataFrame(groups.Select(g => Column(path, header, g, text, textColumns)));
    }

    private static DataFrameColumn Column(
        string path,
        string[] header,
        Group group,
        List<string>[] text,
        IReadOnlyCollection<string> textColumns
    )
    {
        if (textColumns.Contains(group.Name))
            return new StringDataFrameColumn(group.Name, text[group.First]);
        var numbers = Enumerable
            .Range(group.First, group.Count)
            .Select(c => text[c].Select((cell, row) => Number(path, header[c], row, cell)).ToArray())
            .ToArray();
        if (!group.IsVector)
            return new SingleDataFrameColumn(group.Name, numbers[0].OrNull());
        return new VBufferDataFrameColumn<float>(
            group.Name,
            Enumerable.Range(0, numbers[0].Length).Select(row => new VBuffer<float>(group.Count, [.. numbers.Select(n => n[row])]))
        );
    }

    internal static List<Group> Groups(string[] header, IReadOnlyCollection<string> textColumns)
    {
        var groups = new List<Group>();
        for (var i = 0; i < header.Length; )
        {
            var stem = header[i].EndsWith('0') && !textColumns.Contains(header[i]) ? header[i][..^1] : "";
            var count = 0;
            while (
                stem.Length > 0
                && i + count < header.Length
                && header[i + count] == stem + count.ToString(CultureInfo.InvariantCulture)
                && !textColumns.Contains(header[i + count])
            )
                count++;
            groups.Add(count > 1 ? new Group(stem, i, count, true) : new Group(header[i], i, 1, false));
            i += Math.Max(1, count > 1 ? count : 1);
        }

        return groups;
    }

    private static float Number(string path, string column, int row, string cell)
    {
        if (cell.Length == 0)
            return float.NaN;
        if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return value;
        throw new InputException(
            $"{path}, column '{column}', row {row + 1}",
            "a number with a decimal point",
            NumberLook.Shown(cell),
            "correct it, or name the column among the text columns"
        );
    }

    private static InputException Short(string path, int line) =>
        new($"{path}, line {line}", "as many cells as the header has", "fewer", "complete the line");

    internal static string Text(object? value) =>
        value switch
        {
            null or float.NaN or double.NaN => "",
            float single => single.ToString("R", CultureInfo.InvariantCulture),
            double real => real.ToString("R", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            DateTime moment => moment.ToString(
                moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
                CultureInfo.InvariantCulture
            ),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    internal sealed record Group(string Name, int First, int Count, bool IsVector);
}
