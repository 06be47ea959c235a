using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>Whole lines of a CSV file.</summary>
/// <param name="Bytes">UTF-8 text that ends with a line.</param>
/// <param name="HasQuotes">Whether a quotation mark occurs, so that cells may hold delimiters and line ends.</param>
internal sealed record CsvChunk(ReadOnlyMemory<byte> Bytes, bool HasQuotes)
{
    private const int Size = 1 << 20;

    /// <summary>Cuts a stream into chunks of about 1 MB at line ends outside quotation marks; always at the same places.</summary>
    public static IEnumerable<CsvChunk> Read(Stream stream, string name)
    {
        var carry = ReadOnlyMemory<byte>.Empty;
        while (true)
        {
            var buffer = new byte[carry.Length + Size];
            carry.CopyTo(buffer);
            var read = stream.ReadAtLeast(buffer.AsSpan(carry.Length), Size, throwOnEndOfStream: false);
            var filled = buffer.AsMemory(0, carry.Length + read);
            if (filled.IsEmpty) yield break;
            var quotes = filled.Span.Contains((byte)'"');
            var cut = read < Size ? filled.Length : LastLineEnd(filled.Span, quotes);
            if (cut > 0) yield return new CsvChunk(filled[..cut], quotes);
            if (read < Size) yield break;
            carry = filled[cut..];
            if (carry.Length > 64 * Size)
                throw new InputException(name, "lines below 64 MB", "a longer one", "check for an unclosed quotation mark");
        }
    }

    // Escaped quotation marks come in pairs, so parity alone tells inside from outside.
    private static int LastLineEnd(ReadOnlySpan<byte> text, bool quotes)
    {
        if (!quotes) return text.LastIndexOf((byte)'\n') + 1;
        var (last, inside) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') inside = !inside;
            else if (text[i] == '\n' && !inside) last = i + 1;
        }

        return last;
    }
}
