using System.Buffers.Binary;
using System.Text;

namespace GanCmri.Imaging.Pictures;

/// <summary>What a PNG of ours says of itself: a text chunk "Software" right behind its header.</summary>
internal static class PngText
{
    private const int HeaderEnd = 33, // signature of 8 bytes, IHDR of 25
        Longest = 100;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Keyword => "tEXtSoftware\0"u8;

    /// <summary>The PNG with a text of at most 100 letters.</summary>
    public static byte[] On(ReadOnlySpan<byte> png, string text) => [.. png[..HeaderEnd], .. Chunk(text), .. png[HeaderEnd..]];

    /// <summary>The text of a file, of which 100 letters are read; null where there is none, or where it cannot be opened.</summary>
    public static string? Of(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> room = stackalloc byte[HeaderEnd + 4 + Keyword.Length + Longest];
            return Of(room[..file.ReadAtLeast(room, room.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The text of a file's bytes, or of its first ones; null where there is none.</summary>
    public static string? Of(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderEnd + 4 + Keyword.Length || !file.StartsWith(Signature))
            return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(file[HeaderEnd..]) - (Keyword.Length - 4);
        var data = file[(HeaderEnd + 4)..];
        return data.StartsWith(Keyword) && length >= 0
            ? Encoding.Latin1.GetString(data.Slice(Keyword.Length, Math.Min(Math.Min(length, Longest), data.Length - Keyword.Length)))
            : null;
    }

    // Length, "tEXt", keyword, zero, text, CRC-32 of all but the length (PNG specification, sections 5.3 and 11.3.3).
    private static byte[] Chunk(string text)
    {
        byte[] data = [.. Keyword, .. Encoding.Latin1.GetBytes(text)];
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
