using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Trajectories.Tables;

/// <summary>
/// One column of a table of measured frames, found again by a frame's ids. The table's columns subject, study, series, slice and
/// frame_number (or frame) count as far as it has them (capitals do not matter), series where it is filled in, too; no two rows may have
/// the same. Where frame is a name and no number, frames are numbered in the table's order within their slice. The column may be any
/// spelling of a phenotype's name, that of the table's header another.
/// </summary>
internal sealed class PhenotypeTable
{
    private readonly Dictionary<RowKey, Value> _values = [];
    private readonly string _path;
    private readonly bool _study,
        _series,
        _slice,
        _frame;

    private PhenotypeTable(string name, string path, bool study, bool series, bool slice, bool frame) =>
        (Name, _path, _study, _series, _slice, _frame) = (name, path, study, series, slice, frame);

    /// <summary>The phenotype's name where the column is one's, else the column's header; or the name of the contrast.</summary>
    public string Name { get; }

    /// <summary>The frame's value; null if it has none.</summary>
    /// <exception cref="InputException">The frame's study is not known, and the table has several that it may be of.</exception>
    public double? Of(LatentFrame frame) => Find(frame, frame.Series) ?? Find(frame, "");

    /// <summary>Reads one column.</summary>
    /// <exception cref="InputException">The file, the column or the subject column is missing, a value is no number, or two rows are of
    /// one frame.</exception>
    public static PhenotypeTable Read(string path, string column) =>
        Read(
            path,
            column,
            PhenotypeNames.Find(column)?.Name ?? column,
            (text, line) =>
                text.Length == 0 ? null
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
                : throw new InputException(
                    $"{path}, line {line}",
                    $"a number in '{column}'",
                    "something else",
                    "correct it or leave it empty"
                )
        );

    /// <summary>Reads a text column as cases (1) and controls (0); frames of other groups get no value.</summary>
    /// <exception cref="InputException">The file or a column is missing, one of the groups is empty, or two rows are of one
    /// frame.</exception>
    public static PhenotypeTable Read(string path, GroupContrast contrast)
    {
        var there = new SortedSet<string>(StringComparer.Ordinal);
        var table = Read(
            path,
            contrast.Column,
            contrast.Name,
            (text, _) =>
            {
                there.Add(text);
                return contrast.Of(text);
            }
        );
        foreach (var group in new[] { contrast.Cases, contrast.Controls }.Where(g => !g.Any(there.Contains)))
        {
            throw new InputException(
                $"{path}, column '{contrast.Column}'",
                $"rows of {string.Join(" or ", group)}",
                $"{there.Count(v => v.Length > 0)} other values",
                "give cases and controls that are there"
            );
        }

        return table;
    }

    private static PhenotypeTable Read(string path, string column, string name, Func<string, int, double?> valueOf)
    {
        using var text = TableText.Open(path, "a table of phenotypes, e.g. made by gancmri measure");
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        if (!csv.Read() || !csv.ReadHeader())
            throw new InputException(path, "a header line", "an empty file", "make it with gancmri measure");
        var headers = csv.HeaderRecord!;
        int At(string name) => Array.FindIndex(headers, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
        int First(params string[] names) => names.Select(At).FirstOrDefault(i => i >= 0, -1);
        int subject = At("subject"),
            study = At("study"),
            series = At("series"),
            slice = At("slice"),
            frame = First("frame_number", "frame number", "frame");
        var value = PhenotypeNames.IndexIn(headers, column);
        if (subject < 0 || value < 0)
        {
            throw new InputException(
                path,
                $"a column '{(value < 0 ? column : "subject")}'",
                string.Join(", ", headers),
                "give the header of one of these with --column"
            );
        }

        var table = new PhenotypeTable(name, path, study >= 0, series >= 0, slice >= 0, frame >= 0);
        var order = new Dictionary<string, int>();
        while (csv.Read())
        {
            if (csv.Parser.Count != headers.Length)
                throw new InputException(
                    $"{path}, line {csv.Parser.Row}",
                    $"{headers.Length} fields",
                    $"{csv.Parser.Count}",
                    "make the table again or correct the line"
                );
            string Field(int at) => at < 0 ? "" : SpreadsheetText.Original(csv.GetField(at) ?? "");
            var cine = $"{Field(subject)}\n{Field(study)}\n{Field(series)}\n{Field(slice)}";
            var ordinal = order[cine] = order.TryGetValue(cine, out var last) ? last + 1 : 0;
            var index = int.TryParse(Field(frame), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : ordinal;
            var key = table.Key(Field(subject), Field(series), Field(slice), index);
            if (!table.TryAdd(key, Field(study), valueOf(Field(value), csv.Parser.Row)))
                throw new InputException(
                    $"{path}, line {csv.Parser.Row}",
                    "one row for each subject, study, series, slice and frame number, as far as there are such columns",
                    "a second one for the same",
                    "leave one of the two out, or add the column that tells them apart"
                );
        }

        return table;
    }

    private bool TryAdd(RowKey key, string study, double? number)
    {
        var others = _values.GetValueOrDefault(key);
        for (var other = others; other is not null; other = other.Next)
            if (other.Study == study)
                return false;
        _values[key] = new Value(study, number, others);
        return true;
    }

    private double? Find(LatentFrame frame, string series)
    {
        var key = Key(frame.Subject, series, frame.Slice.ToString(CultureInfo.InvariantCulture), frame.Frame);
        if (!_values.TryGetValue(key, out var value))
            return null;
        if (_study && frame.Study is { } study)
        {
            while (value is not null && value.Study != study)
                value = value.Next;
            return value?.Number;
        }

        return value.Next is null
            ? value.Number
            : throw new InputException(
                _path,
                "measures of one study of a subject, or latents with a column study",
                "several studies, and latents that do not tell theirs",
                "project the frames again, or add the column study to the latents"
            );
    }

    private RowKey Key(string subject, string series, string slice, int frame) =>
        new(subject, _series ? series : "", _slice ? slice : "", _frame ? frame : 0);

    private sealed record RowKey(string Subject, string Series, string Slice, int Frame);

    /// <param name="Study">The study that it was measured in.</param>
    /// <param name="Number">Null where there is none.</param>
    /// <param name="Next">That of the same key in another study.</param>
    private sealed record Value(string Study, double? Number, Value? Next);
}
