using System.Buffers.Binary;
using System.Text;

namespace GanCmri.Imaging.Pictures;

/// <summary>
/// Marks a PNG as a figure drawn for people (panels, sheets, plots), by a text chunk right behind its header, so that a folder of results
/// can be read as data without it. Pictures that are a frame each carry no mark.
/// </summary>
internal static class FigureMark
{
    private const int HeaderEnd = 33; // signature of 8 bytes, IHDR of 25

    private static readonly byte[] Chunk = Made();

    /// <summary>The PNG with the mark.</summary>
    public static byte[] On(ReadOnlySpan<byte> png) => [.. png[..HeaderEnd], .. Chunk, .. png[HeaderEnd..]];

    /// <summary>Whether a file carries it; false also where it cannot be opened.</summary>
    public static bool IsOn(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[HeaderEnd + Chunk.Length];
            return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[HeaderEnd..].SequenceEqual(Chunk);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Length, "tEXt", keyword, zero, text, CRC-32 of all but the length (PNG specification, sections 5.3 and 11.3.3).
    private static byte[] Made()
    {
        var data = Encoding.Latin1.GetBytes("tEXtSoftware\0GanCmri figure");
        var chunk = new byte[data.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length - 4);
        data.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 4), Crc(data));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }

        return ~crc;
    }
}
