using System.Buffers.Binary;
using System.Text;
using GanCmri.Runtime;

namespace GanCmri.Formats.Pickles;

/// <summary>Reads a range of bytes from front to back. Every length is checked against what is left before anything is allocated.</summary>
internal sealed class PickleCursor(PickleBytes range)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly byte[] _window = new byte[Math.Min(range.Length, 4096)];
    private long _windowStart;
    private int _windowLength;

    /// <summary>Position of the next byte within the range.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes left.</summary>
    public long Left => range.Length - Position;

    /// <summary>The file's name in messages.</summary>
    public string Where => range.Source.Where;

    /// <summary>The next byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>The next <paramref name="count"/> bytes, at most 4096; valid until the next call.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
            throw Damaged(EndsEarly(count));
        if (Position < _windowStart || Position + count > _windowStart + _windowLength)
        {
            _windowStart = Position;
            _windowLength = (int)Math.Min(_window.Length, Left);
            range.Read(_windowStart, _window.AsSpan(0, _windowLength));
        }

        var bytes = _window.AsSpan((int)(Position - _windowStart), count);
        Position += count;
        return bytes;
    }

    /// <summary>The next little-endian unsigned number of 1, 2, 4 or 8 bytes, as a length inside the range.</summary>
    public long Length(int size)
    {
        var bytes = Take(size);
        var length = size switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
        return length <= (ulong)Left
            ? (long)length
            : throw Damaged($"a file that ends early, or a length of {length} bytes where {Left} are left");
    }

    /// <summary>Steps over bytes and says where they are.</summary>
    public PickleBytes Skip(long count)
    {
        if (count > Left)
            throw Damaged(EndsEarly(count));
        var place = new PickleBytes(range.Source, range.Start + Position, count);
        Position += count;
        return place;
    }

    /// <summary>Steps over a line and says where it is, without its line feed.</summary>
    public PickleBytes Line()
    {
        var start = Position;
        while (Byte() != '\n') { }

        return new PickleBytes(range.Source, range.Start + start, Position - 1 - start);
    }

    /// <summary>A short line as text.</summary>
    public string ShortLine()
    {
        var line = Line();
        if (line.Length > 512)
            throw Damaged("a line of more than 512 bytes where a name or a number belongs");
        return Text(line);
    }

    /// <summary>The text at a place: UTF-8, or what protocol 0 writes (Latin-1 with escapes).</summary>
    public string Text(PickleBytes place, bool escaped = false)
    {
        var bytes = new byte[place.Length];
        place.Read(0, bytes);
        try
        {
            if (escaped)
                return PickleTextCodec.Unescape(Encoding.Latin1.GetString(bytes), this);
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a text that is no UTF-8");
        }
    }

    private string EndsEarly(long count) => $"a file that ends early: {Left} bytes left where {count} belong";

    /// <summary>The error for a pickle that cannot be right.</summary>
    public InputException Damaged(string found) =>
        new(
            Where,
            "a whole pickle",
            $"{found} (near byte {range.Start + Position})",
            "copy the file again; if that does not help it is damaged"
        );
}
