using System.Buffers.Binary;

namespace GanCmri.Imaging.Pictures;

/// <summary>
/// What a picture's file says before it is decoded. The decoder fills what is missing from a torn file with black, so whether all of it is
/// there is looked at here.
/// </summary>
/// <param name="Bits">Of a pixel's channel; 8 where the format has no more.</param>
/// <param name="Pages">Pictures in the file.</param>
/// <param name="IsTorn">Whether data are missing or, in a PNG, changed.</param>
/// <param name="IsNegative">Whether the decoder exchanges black and white: faxes (CCITT) whose 0 is black.</param>
internal readonly record struct PictureCheck(int Bits, int Pages, bool IsTorn, bool IsNegative = false)
{
    /// <summary>Looks at a file's bytes; those of another format pass, for the decoder to refuse.</summary>
    public static PictureCheck Of(ReadOnlySpan<byte> file)
    {
        if (file.Length > 8 && file[0] == 0x89 && file[1..4].SequenceEqual("PNG"u8))
            return Png(file);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
            return new PictureCheck(8, 1, file.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0);
        if (file.StartsWith("BM"u8))
            return new PictureCheck(8, 1, IsTornBmp(file));
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return TiffPages.Check(file);
        return new PictureCheck(8, 1, false);
    }

    private static PictureCheck Png(ReadOnlySpan<byte> file)
    {
        var bits = file.Length > 24 ? file[24] : 8;
        for (var at = 8; at + 12 <= file.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
                break;
            var chunk = file.Slice(at + 4, (int)length + 4);
            if (Crc(chunk) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
                break;
            if (chunk[..4].SequenceEqual("IEND"u8))
                return new PictureCheck(bits, 1, false);
            at += 12 + (int)length;
        }

        return new PictureCheck(bits, 1, true);
    }

    /// <summary>Rows of an uncompressed bitmap are padded to 4 bytes.</summary>
    private static bool IsTornBmp(ReadOnlySpan<byte> file)
    {
        if (file.Length < 34)
            return true;
        int Read(ReadOnlySpan<byte> f, int at) => BinaryPrimitives.ReadInt32LittleEndian(f[at..]);
        if (Read(file, 14) < 40 || Read(file, 30) != 0)
            return false;
        var row = ((long)Read(file, 18) * BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) + 31) / 32 * 4;
        return Read(file, 10) + row * Math.Abs((long)Read(file, 22)) > file.Length;
    }

    /// <summary>CRC-32 of ISO 3309, as PNG has it.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = Table[(byte)(crc ^ b)] ^ crc >> 8;
        return ~crc;
    }

    private static readonly uint[] Table =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(n =>
            {
                var c = (uint)n;
                for (var k = 0; k < 8; k++)
                    c = (c & 1) == 0 ? c >> 1 : 0xEDB88320 ^ c >> 1;
                return c;
            }),
    ];
}
