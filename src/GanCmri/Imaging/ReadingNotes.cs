namespace GanCmri.Imaging;

/// <summary>What readers left out, turned or doubted, counted by reason, so that nothing happens in silence. Names no file and no
/// patient.</summary>
public sealed class ReadingNotes
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>One line a reason, in the order of their first appearance, e.g. "skipped, a label map: 7 files".</summary>
    public IReadOnlyList<string> Lines =>
        [.. _entries.Select(e => $"{e.Key}: {e.Value.Count} {e.Value.Unit}{(e.Value.Count == 1 ? "" : "s")}")];

    /// <summary>Whether a picture, read or not, says that a generator made it.</summary>
    internal bool HasSynthetic { get; set; }

    /// <summary>Counts one more.</summary>
    /// <param name="what">The reason, the same text each time.</param>
    /// <param name="unit">What is counted, in the singular.</param>
    /// <param name="count">How many.</param>
    public void Add(string what, string unit = "file", int count = 1)
    {
        var before = _entries.TryGetValue(what, out var entry) ? entry.Count : 0;
        _entries[what] = new Entry(before + count, unit);
    }

    private sealed record Entry(int Count, string Unit);
}
