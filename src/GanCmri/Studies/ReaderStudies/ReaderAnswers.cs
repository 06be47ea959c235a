using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>One answer, unblinded.</summary>
/// <param name="Reader">The reader's code.</param>
/// <param name="Item">The pair or set.</param>
/// <param name="Chosen">The chosen picture of a pair; all videos of a set, the most real first.</param>
/// <param name="Ms">Time for which the pictures were seen, ms.</param>
internal sealed record ReaderAnswer(string Reader, string Item, IReadOnlyList<KeyRow> Chosen, double Ms)
{
    /// <summary>Whether the real one was chosen, or placed first.</summary>
    public bool IsRight => Chosen[0].Source == Candidate.Real;
}

/// <summary>Reads the answers of a study.</summary>
internal static class ReaderAnswers
{
    private const string Kind = "answers that a page of gancmri reader-study make has saved";

    /// <summary>Reads files of any number of readers; the same answer in two files (saved half way, and at the end) counts once.</summary>
    /// <exception cref="InputException">A file is missing or broken, or is of another study.</exception>
    public static IReadOnlyList<ReaderAnswer> Read(IReadOnlyList<string> paths, ReaderKey key)
    {
        var answers = new Dictionary<(string, string), ReaderAnswer>();
        foreach (var row in paths.SelectMany(p => ReaderTable.Read(p, Kind, "reader", "item", "answer", "response_ms")))
        {
            var answer = Of(row, key);
            if (answers.TryGetValue((answer.Reader, answer.Item), out var earlier) && !earlier.Chosen.SequenceEqual(answer.Chosen))
                throw new InputException(
                    row.Where,
                    "one answer of a reader to an item",
                    "two that differ",
                    "give each reader a code of their own, and each reader's last file only"
                );
            answers[(answer.Reader, answer.Item)] = answer;
        }

        return [.. answers.Values];
    }

    private static ReaderAnswer Of(ReaderTableRow row, ReaderKey key)
    {
        var (reader, item, answer, time) = (row.Cells[0], row.Cells[1], row.Cells[2], row.Cells[3]);
        if (reader.Length == 0)
            throw new InputException(row.Where, "a reader's code in column 'reader'", "an empty cell", "fill it in");
        var shown =
            key.Find(item)
            ?? throw new InputException(
                row.Where,
                "an item of the key in column 'item'",
                CellText.Shown(item),
                "give the key of the same study"
            );
        var names = answer.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var chosen = names.Select(n => shown.FirstOrDefault(s => s.Picture == n)).OfType<KeyRow>().Distinct().ToArray();
        var wanted = key.Task == ReaderTask.Pairs ? 1 : shown.Count;
        if (chosen.Length != wanted || names.Length != wanted)
        {
            throw new InputException(
                row.Where,
                wanted == 1
                    ? "one picture of the item in column 'answer'"
                    : $"all {wanted} videos of the item, each once, in column 'answer'",
                CellText.Shown(answer),
                "give the file as it was saved"
            );
        }

        if (!double.TryParse(time, NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) || !double.IsFinite(ms) || ms < 0)
            throw new InputException(
                row.Where,
                "a time of 0 ms or more in column 'response_ms'",
                CellText.Shown(time),
                "give the file as it was saved"
            );
        return new ReaderAnswer(reader, item, chosen, ms);
    }
}
