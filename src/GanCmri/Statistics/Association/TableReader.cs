using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>Reads wanted columns of a CSV file block by block, in file order, in constant memory, on two threads.</summary>
internal sealed class TableReader : IDisposable
{
    private const int ChunksInFlight = 4;

    private readonly FileStream _stream;
    private readonly ChunkParser _parser;
    private readonly IEnumerator<CsvChunk> _chunks;
    private readonly string _file;
    private bool _more;

    private TableReader(string path, Func<CsvLayout, IEnumerable<string>> wanted, IReadOnlySet<string> text)
    {
        _file = Path.GetFileName(path);
        _stream = InputFile.Open(path, "a CSV file");
        var layout = CsvLayout.Read(_stream, _file);
        string[] names = [.. wanted(layout).Distinct()];
        int[] places = [.. names.Select(n => layout.IndexOf(n, _file))];
        Total = _stream.Length - _stream.Position;
        _chunks = CsvChunk.Read(_stream, _file).GetEnumerator();
        _more = _chunks.MoveNext();
        var isText = _more ? TextColumns(new ChunkParser(layout, places, [.. names.Select(_ => true)]).Parse(_chunks.Current)) : new bool[names.Length];
        for (var i = 0; i < names.Length; i++) isText[i] |= text.Contains(names[i]);
        _parser = new ChunkParser(layout, places, isText);
        Columns = [.. names.Select((n, i) => new TableColumn(n, isText[i]))];
    }

    /// <summary>The wanted columns; a block's arrays are in the same order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Bytes of data rows handed out so far.</summary>
    public long Done { get; private set; }

    /// <summary>Bytes of all data rows.</summary>
    public long Total { get; }

    /// <summary>Rows handed out so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Opens a table.</summary>
    /// <param name="path">CSV with a header; comma, semicolon or tab.</param>
    /// <param name="wanted">Names of the columns wanted, given the header.</param>
    /// <param name="text">Columns to be taken as text whatever they look like.</param>
    /// <exception cref="InputException">No such file, header or column.</exception>
    public static TableReader Open(string path, Func<CsvLayout, IEnumerable<string>> wanted, IReadOnlySet<string> text) => new(path, wanted, text);

    /// <summary>Blocks in file order. Parsing runs ahead on other threads; results do not depend on it.</summary>
    public IEnumerable<TableBlock> Blocks(CancellationToken cancel)
    {
        var ahead = new Queue<(Task<RawBlock> Parsed, int Bytes)>();
        while (_more || ahead.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            while (_more && ahead.Count < ChunksInFlight)
            {
                var chunk = _chunks.Current;
                ahead.Enqueue((Task.Run(() => _parser.Parse(chunk), cancel), chunk.Bytes.Length));
                _more = _chunks.MoveNext();
            }

            var (parsed, bytes) = ahead.Dequeue();
            Done += bytes;
            yield return Coded(parsed.GetAwaiter().GetResult());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _chunks.Dispose();
        _stream.Dispose();
    }

    private TableBlock Coded(RawBlock raw)
    {
        if (raw.Ragged >= 0)
            throw new InputException($"{_file}, data row {Rows + raw.Ragged + 1}", "as many cells as the header", "another number",
                "correct the row (quote cells that hold the delimiter)");
        Rows += raw.Rows;
        for (var i = 0; i < Columns.Count; i++) Columns[i].Unreadable += raw.Unreadable[i];
        return new TableBlock(raw.Rows, [.. Columns.Select((column, i) =>
            raw.Numbers[i] ?? Array.ConvertAll(raw.Texts[i]![..raw.Rows], column.CodeOf))]);
    }

    // A column is text when the first block holds nothing else than text in it besides missing cells.
    private static bool[] TextColumns(RawBlock first) =>
        [.. first.Texts.Select(t => t![..first.Rows].Any(c => c is not null) && !t[..first.Rows].Any(c => c is not null && IsNumber(c)))];

    private static bool IsNumber(string cell) =>
        double.TryParse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);
}
