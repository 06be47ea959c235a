using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>The truth of a study.</summary>
internal sealed class ReaderKey
{
    private const string Kind = "the key that gancmri reader-study make wrote";
    private readonly Dictionary<string, KeyRow[]> _items;

    private ReaderKey(IReadOnlyList<KeyRow> rows) => _items = rows.GroupBy(r => r.Item).ToDictionary(g => g.Key, g => g.ToArray());

    /// <summary>What was asked.</summary>
    public ReaderTask Task => _items.Values.First()[0].Task;

    /// <summary>Items of the study.</summary>
    public int Items => _items.Count;

    /// <summary>The sources, the real one first.</summary>
    public IReadOnlyList<string> Sources =>
        [.. _items.Values.First().Select(r => r.Source).OrderBy(s => s != Candidate.Real).ThenBy(s => s, StringComparer.Ordinal)];

    /// <summary>The pictures of an item; null if it is of another study.</summary>
    public IReadOnlyList<KeyRow>? Find(string item) => _items.GetValueOrDefault(item);

    /// <summary>The word of a task in files and on the command line.</summary>
    public static string Word(ReaderTask task) => task == ReaderTask.Pairs ? "pairs" : "ranking";

    /// <summary>Writes the key of a study.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, ReaderStudy study) =>
        new TableWriter<KeyRow>()
            .Text("study", r => r.Study)
            .Text("task", r => Word(r.Task))
            .Text("item", r => r.Item)
            .Text("picture", r => r.Picture)
            .Text("place", r => r.Place)
            .Text("source", r => r.Source)
            .Text("origin", r => r.Origin)
            .Save(path, study.Key);

    /// <summary>Reads a key.</summary>
    /// <exception cref="InputException">It is missing or another table.</exception>
    public static ReaderKey Read(string path)
    {
        var rows = ReaderTable
            .Read(path, Kind, "study", "task", "item", "picture", "place", "source", "origin")
            .Select(r => new KeyRow(r.Cells[0], Parse(r.Cells[1], r.Where), r.Cells[2], r.Cells[3], r.Cells[4], r.Cells[5], r.Cells[6]))
            .ToArray();
        var sources = rows.Select(r => r.Source).Distinct().Order(StringComparer.Ordinal).ToArray();
        var whole =
            rows.Select(r => (r.Study, r.Task)).Distinct().Count() == 1
            && sources.Contains(Candidate.Real)
            && sources.Length > 1
            && rows.Select(r => r.Picture).Distinct().Count() == rows.Length
            && rows.GroupBy(r => r.Item).All(g => g.Select(r => r.Source).Order(StringComparer.Ordinal).SequenceEqual(sources));
        return whole
            ? new ReaderKey(rows)
            : throw new InputException(
                path,
                $"{Kind}, whole: one picture of every source in every item",
                "a changed one",
                "give the key as it was written"
            );
    }

    private static ReaderTask Parse(string word, string where) =>
        word switch
        {
            "pairs" => ReaderTask.Pairs,
            "ranking" => ReaderTask.Ranking,
            _ => throw new InputException(
                where,
                "pairs or ranking in column 'task'",
                CellText.Shown(word),
                "give the key as it was written"
            ),
        };
}
