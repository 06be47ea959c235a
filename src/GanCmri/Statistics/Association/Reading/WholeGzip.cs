using System.Buffers.Binary;
using System.IO.Compression;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>A gzip file that says when it is cut short; the stream beneath it would just end.</summary>
internal sealed class WholeGzip : GZipStream
{
    private const int TrailerBytes = 4;
    private const byte ExtraField = 4; // of block gzip, whose trailer counts the last block alone

    private readonly string _file;
    private readonly uint? _size;
    private long _read;

    /// <summary>Reads from a file's beginning.</summary>
    public WholeGzip(FileStream stream, string file, bool leaveOpen = false)
        : base(stream, CompressionMode.Decompress, leaveOpen)
    {
        _file = file;
        Span<byte> bytes = stackalloc byte[TrailerBytes];
        stream.ReadExactly(bytes);
        var blocks = (bytes[3] & ExtraField) != 0;
        stream.Position = Math.Max(0, stream.Length - TrailerBytes);
        stream.ReadExactly(bytes);
        _size = blocks ? null : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        stream.Position = 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            var read = base.Read(buffer, offset, count);
            _read += read;
            return read > 0 || count == 0 || _size is null || _size == unchecked((uint)_read)
                ? read
                : throw new InvalidDataException("cut short");
        }
        catch (InvalidDataException e)
        {
            throw new InputException(
                _file,
                "a whole gzip file",
                "a damaged one, or several joined",
                "copy it again, or unpack it before",
                e
            );
        }
    }
}
