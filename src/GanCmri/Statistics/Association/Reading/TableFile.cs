using System.Text;
using GanCmri.Formats;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>A table's file as text: unpacked (gzip) and decoded (UTF-8, UTF-16, UTF-32), an Excel workbook's first sheet as CSV, or refused
/// with a line that says what it is.</summary>
internal sealed class TableFile : IDisposable
{
    private const int HeadBytes = 1 << 12;

    private readonly FileStream _bytes;

    private TableFile(string path)
    {
        _bytes = InputFile.Open(path, "a CSV file");
        try
        {
            if (XlsxTable.Is(path))
            {
                Text = XlsxTable.OpenText(path);
                return;
            }

            var file = Path.GetFileName(path);
            var head = Head(_bytes);
            var packed = head is [0x1F, 0x8B, _, _, ..];
            if (packed)
                head = Head(new WholeGzip(_bytes, file, leaveOpen: true));
            Text = new StreamReader(
                packed ? new WholeGzip(_bytes, file) : _bytes,
                EncodingOf(head, file),
                detectEncodingFromByteOrderMarks: true,
                1 << 16
            );
        }
        catch
        {
            _bytes.Dispose();
            throw;
        }
    }

    /// <summary>The text from its beginning.</summary>
    public TextReader Text { get; }

    /// <summary>Bytes of the file read so far.</summary>
    public long Done => _bytes.Position;

    /// <summary>Bytes of the file.</summary>
    public long Total => _bytes.Length;

    /// <summary>Opens a table.</summary>
    /// <exception cref="InputException">No such file, or no text.</exception>
    public static TableFile Open(string path) => new(path);

    /// <inheritdoc/>
    public void Dispose()
    {
        Text.Dispose();
        _bytes.Dispose();
    }

    private byte[] Head(Stream stream)
    {
        var head = new byte[HeadBytes];
        var read = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        _bytes.Position = 0;
        return head[..read];
    }

    private static Encoding EncodingOf(byte[] head, string file)
    {
        if (FileMagic.NameOf(head) is { } name)
            throw new InputException(file, "a table as text (CSV)", name, "save the table as CSV");
        int even = Zeros(head, 0),
            odd = Zeros(head, 1);
        if (even + odd == 0 || head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..])
            return Utf8OrLatin;
        // Without a byte order mark, text in UTF-16 has a zero in every other byte.
        if (odd > head.Length / 4 && even < odd / 8)
            return Encoding.Unicode;
        if (even > head.Length / 4 && odd < even / 8)
            return Encoding.BigEndianUnicode;
        throw new InputException(file, "a table as text (CSV)", "a binary file", "save the table as CSV");
    }

    private static int Zeros(byte[] head, int from) => head.Where((b, i) => i % 2 == from && b == 0).Count();

    // Bytes that are no UTF-8 are read as Latin-1, so that Müller and Möller stay two names in files of older programs.
    private static Encoding Utf8OrLatin => Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new LatinFallback());
}
