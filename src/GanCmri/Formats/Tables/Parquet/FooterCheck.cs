using System.Buffers.Binary;

namespace GanCmri.Formats.Tables.Parquet;

/// <summary>
/// Walks through a Parquet file's footer (Thrift's compact protocol) before the Parquet library does, which follows a damaged length for
/// hours. Format: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
/// </summary>
internal ref struct FooterCheck
{
    private const int TailBytes = 8,
        Deepest = 24;
    private readonly ReadOnlySpan<byte> _footer;
    private int _at;

    private FooterCheck(ReadOnlySpan<byte> footer) => _footer = footer;

    /// <summary>Checks an open file and goes back to its begin.</summary>
    /// <exception cref="InvalidDataException">The footer's values do not end where it ends.</exception>
    public static void Run(Stream file)
    {
        Span<byte> tail = stackalloc byte[TailBytes];
        if (file.Length < TailBytes + 4)
            throw Damaged();
        file.Position = file.Length - TailBytes;
        file.ReadExactly(tail);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (!tail[4..].SequenceEqual("PAR1"u8) || length > file.Length - TailBytes)
            throw Damaged();
        file.Position = file.Length - TailBytes - length;
        var footer = new byte[length];
        file.ReadExactly(footer);
        file.Position = 0;
        var check = new FooterCheck(footer);
        check.Struct(0);
    }

    private void Struct(int depth)
    {
        if (depth > Deepest)
            throw Damaged();
        for (var head = Byte(); head != 0; head = Byte())
        {
            if (head >> 4 == 0)
                Number();
            if ((head & 15) > 2)
                Value(head & 15, depth); // true and false are in the type itself
        }
    }

    private void Value(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2 or 3:
                Skip(1);
                break;
            case 4 or 5 or 6:
                Number();
                break;
            case 7:
                Skip(8);
                break;
            case 8:
                Skip(Number());
                break;
            case 9 or 10:
                List(depth + 1);
                break;
            case 12:
                Struct(depth + 1);
                break;
            default:
                throw Damaged(); // Parquet has no maps
        }
    }

    private void List(int depth)
    {
        if (depth > Deepest)
            throw Damaged();
        var head = Byte();
        var count = head >> 4 == 15 ? Number() : (ulong)(head >> 4);
        if (count > (ulong)(_footer.Length - _at))
            throw Damaged(); // each takes a byte or more
        for (; count > 0; count--)
            Value(head & 15, depth);
    }

    private ulong Number()
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            if (shift > 63)
                throw Damaged();
            number |= (ulong)(next & 127) << shift;
            if (next < 128)
                return number;
        }
    }

    private int Byte() => _at < _footer.Length ? _footer[_at++] : throw Damaged();

    private void Skip(ulong bytes)
    {
        if (bytes > (ulong)(_footer.Length - _at))
            throw Damaged();
        _at += (int)bytes;
    }

    private static InvalidDataException Damaged() => new("a damaged footer");
}
