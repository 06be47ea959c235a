using System.Globalization;
using System.Text;
using CsvHelper;

namespace GanCmri.Statistics.Association;

/// <summary>Turns lines into columns. Chunks without quotation marks are split in place, others by CsvHelper.</summary>
internal sealed class ChunkParser(CsvLayout layout, IReadOnlyList<int> wanted, IReadOnlyList<bool> isText)
{
    private static readonly string[] MissingMarks = ["NA", "N/A", "NaN", "null", "."];

    private readonly int[] _slots = [.. Enumerable.Range(0, layout.Names.Count).Select(i => wanted.ToList().IndexOf(i))];

    /// <summary>Parses one chunk; safe to call from several threads.</summary>
    public RawBlock Parse(CsvChunk chunk)
    {
        var block = new RawBlock(isText, chunk.Bytes.Span.Count((byte)'\n') + 1);
        if (chunk.HasQuotes) ParseQuoted(chunk, block);
        else ParsePlain(chunk.Bytes.Span, block);
        return block;
    }

    private void ParsePlain(ReadOnlySpan<byte> rest, RawBlock block)
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.IsEmpty) continue;
            var cells = 0;
            for (var cut = 0; cut >= 0; cells++)
            {
                cut = line.IndexOf((byte)layout.Delimiter);
                if (cells < _slots.Length && _slots[cells] >= 0) Store(block, _slots[cells], cut < 0 ? line : line[..cut]);
                if (cut >= 0) line = line[(cut + 1)..];
            }

            EndRow(block, cells);
        }
    }

    private void ParseQuoted(CsvChunk chunk, RawBlock block)
    {
        using var reader = new StreamReader(new MemoryStream(chunk.Bytes.ToArray()), Encoding.UTF8);
        using var parser = new CsvParser(reader, CsvLayout.Configuration(layout.Delimiter));
        while (parser.Read())
        {
            for (var i = 0; i < Math.Min(parser.Count, _slots.Length); i++)
                if (_slots[i] >= 0)
                    Store(block, _slots[i], Encoding.UTF8.GetBytes(parser[i]));
            EndRow(block, parser.Count);
        }
    }

    private void EndRow(RawBlock block, int cells)
    {
        if (cells != layout.Names.Count && block.Ragged < 0) block.Ragged = block.Rows;
        block.Rows++;
    }

    private static void Store(RawBlock block, int slot, ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t"u8);
        if (block.Numbers[slot] is not { } numbers)
        {
            block.Texts[slot]![block.Rows] = IsMissing(cell) ? null : Encoding.UTF8.GetString(cell);
            return;
        }

        if (!cell.IsEmpty && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            numbers[block.Rows] = value;
            return;
        }

        numbers[block.Rows] = double.NaN;
        if (!IsMissing(cell)) block.Unreadable[slot]++;
    }

    private static bool IsMissing(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty || (cell.Length <= 4 && MissingMarks.Contains(Encoding.UTF8.GetString(cell), StringComparer.OrdinalIgnoreCase));
}
