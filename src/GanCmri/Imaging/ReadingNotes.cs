namespace GanCmri.Imaging;

/// <summary>What readers left out, turned or doubted, counted by reason, so that nothing happens in silence. Names no file and no
/// patient: files are told by their numbers.</summary>
public sealed class ReadingNotes
{
    private const int MostNumbers = 3;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>One line a reason, in the order of their first appearance, e.g. "skipped, a label map: 7 files" or "skipped, DICOM cut
    /// off: 1 file (file 3 of 26, by path)".</summary>
    public IReadOnlyList<string> Lines =>
        [.. _entries.Select(e => $"{e.Key}: {e.Value.Count} {e.Value.Unit}{(e.Value.Count == 1 ? "" : "s")}{Numbers(e.Value)}")];

    /// <summary>Whether a picture, read or not, says that a generator made it.</summary>
    internal bool HasSynthetic { get; set; }

    /// <summary>Frames that are read if none is left out, as far as headers, tables and files tell.</summary>
    internal long ExpectedFrames { get; set; }

    /// <summary>Counts one more.</summary>
    /// <param name="what">The reason, the same text each time.</param>
    /// <param name="unit">What is counted, in the singular.</param>
    /// <param name="count">How many.</param>
    public void Add(string what, string unit = "file", int count = 1)
    {
        if (_entries.TryGetValue(what, out var entry))
            _entries[what] = entry with { Count = entry.Count + count, Unit = unit };
        else
            _entries[what] = new Entry(count, unit, []);
    }

    /// <summary>Counts one more file.</summary>
    /// <param name="what">The reason, the same text each time.</param>
    /// <param name="place">Which one it is; null if unknown.</param>
    internal void Add(string what, FilePlace? place)
    {
        Add(what);
        if (place is not null && !_entries[what].Files.Contains(place))
            _entries[what].Files.Add(place);
    }

    private static string Numbers(Entry entry)
    {
        if (entry.Files.Count == 0)
            return "";
        var numbers = string.Join(", ", entry.Files.Take(MostNumbers).Select(f => FormattableString.Invariant($"{f.Number}")));
        var (s, more) = (entry.Files.Count == 1 ? "" : "s", entry.Files.Count > MostNumbers ? ", ..." : "");
        return FormattableString.Invariant($" (file{s} {numbers}{more} of {entry.Files[0].Count}, by path)");
    }

    private sealed record Entry(int Count, string Unit, List<FilePlace> Files);
}
