namespace GanCmri.Tests.Imaging.Pictures;

/// <summary>Small grey TIFF files, written by hand.</summary>
internal static class TiffBytes
{
    /// <summary>Little-endian TIFF 6.0: one strip a page, all pages alike; SampleFormat 3 (floats) at 32 bits.</summary>
    public static byte[] Of(
        int bits,
        int width,
        int height,
        int[] values,
        int pages = 1,
        bool isTiled = false,
        int compression = 1,
        int photometric = 1
    )
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var size = values.Length * Math.Max(8, bits) / 8;
        (int Tag, int Value)[] tags = isTiled
            ? [(256, width), (257, height), (258, bits), (259, 1), (262, 1), (277, 1), (322, width), (323, height), (324, 8), (325, size)]
            :
            [
                (256, width),
                (257, height),
                (258, bits),
                (259, compression),
                (262, photometric),
                (273, 8),
                (277, 1),
                (278, height),
                (279, size),
                (339, bits == 32 ? 3 : 1),
            ];
        writer.Write("II*\0"u8);
        writer.Write(8 + size);
        foreach (var v in values)
        {
            if (bits <= 8)
                writer.Write((byte)v);
            else if (bits == 16)
                writer.Write((ushort)v);
            else
                writer.Write((float)v);
        }

        for (var page = 1; page <= pages; page++)
        {
            writer.Write((ushort)tags.Length);
            foreach (var (tag, value) in tags)
            {
                writer.Write((ushort)tag);
                writer.Write((ushort)(tag is 258 or 259 or 262 or 277 or 339 ? 3 : 4)); // SHORT or LONG
                writer.Write(1);
                writer.Write(value);
            }

            writer.Write(page == pages ? 0 : (int)stream.Position + 4);
        }

        return stream.ToArray();
    }
}
