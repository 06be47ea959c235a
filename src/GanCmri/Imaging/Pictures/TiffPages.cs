using System.Buffers.Binary;

namespace GanCmri.Imaging.Pictures;

/// <summary>Walks the directories of a TIFF 6.0 file: how many pages, how deep, and whether the strips of the first lie within the
/// file.</summary>
internal static class TiffPages
{
    private const int BitsPerSample = 258,
        StripOffsets = 273,
        StripByteCounts = 279,
        Compression = 259,
        Photometric = 262,
        BlackIsZero = 1;
    private const int MostPages = 10_000;

    /// <summary>Looks at the directories; none is followed twice.</summary>
    public static PictureCheck Check(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8)
            return new PictureCheck(1, 1, true);
        var isLittle = file[0] == 'I';
        var (bits, pages, isTorn, isFax, isBlackZero) = (1, 0, false, false, false);
        for (long at = U32(file, 4); at != 0 && pages < MostPages; pages++)
        {
            if (at + 2 > file.Length)
                return new PictureCheck(bits, Math.Max(1, pages), true);
            var entries = (int)U16(file, at);
            if (at + 2 + 12L * entries + 4 > file.Length)
                return new PictureCheck(bits, Math.Max(1, pages), true);
            List<long> offsets = [],
                counts = [];
            for (var e = 0; e < entries && pages == 0; e++)
            {
                var entry = at + 2 + 12 * e;
                switch (U16(file, entry))
                {
                    case BitsPerSample:
                        bits = (int)Values(file, entry).DefaultIfEmpty(1).Max();
                        break;
                    case StripOffsets:
                        offsets = Values(file, entry);
                        break;
                    case StripByteCounts:
                        counts = Values(file, entry);
                        break;
                    case Compression:
                        isFax = Values(file, entry).FirstOrDefault() is 2 or 3 or 4;
                        break;
                    case Photometric:
                        isBlackZero = Values(file, entry).FirstOrDefault() == BlackIsZero;
                        break;
                }
            }

            isTorn |= counts.Zip(offsets, (count, offset) => count + offset).Append(0).Max() > file.Length;
            at = U32(file, at + 2 + 12L * entries);
        }

        return new PictureCheck(bits, Math.Max(1, pages), isTorn, isFax && isBlackZero);

        uint U16(ReadOnlySpan<byte> f, long place) =>
            place + 2 > f.Length ? 0u
            : isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(f[(int)place..])
            : BinaryPrimitives.ReadUInt16BigEndian(f[(int)place..]);

        uint U32(ReadOnlySpan<byte> f, long place) =>
            place + 4 > f.Length ? 0u
            : isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(f[(int)place..])
            : BinaryPrimitives.ReadUInt32BigEndian(f[(int)place..]);

        // SHORT or LONG; up to four bytes lie in the entry itself.
        List<long> Values(ReadOnlySpan<byte> f, long entry)
        {
            var size = U16(f, entry + 2) == 3 ? 2 : 4;
            var count = U32(f, entry + 4);
            long first = count * (long)size <= 4 ? entry + 8 : U32(f, entry + 8);
            var values = new List<long>();
            for (var i = 0L; i < count && first + (i + 1) * size <= f.Length; i++)
                values.Add(size == 2 ? U16(f, first + i * size) : U32(f, first + i * size));
            return values;
        }
    }
}
