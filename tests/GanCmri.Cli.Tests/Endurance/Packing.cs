using System.Buffers.Binary;
using System.IO.Compression;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Breaks what lies within packed files and packs it again, so that checksums do not end the reading before it begins.</summary>
internal static class Packing
{
    /// <summary>One entry of a zip.</summary>
    public static byte[] Zip(byte[] whole, Random random, Func<byte[], Random, byte[]> mutate)
    {
        using var result = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(whole)))
        using (var to = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            var broken = random.Next(from.Entries.Count);
            foreach (var (i, entry) in from.Entries.Index())
            {
                using var read = entry.Open();
                using var write = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                var bytes = new MemoryStream();
                read.CopyTo(bytes);
                write.Write(i == broken ? mutate(bytes.ToArray(), random) : bytes.ToArray());
            }
        }

        return result.ToArray();
    }

    /// <summary>What a gzip holds.</summary>
    public static byte[] GZip(byte[] whole, Random random)
    {
        var bytes = new MemoryStream();
        using (var from = new GZipStream(new MemoryStream(whole), CompressionMode.Decompress))
            from.CopyTo(bytes);
        var result = new MemoryStream();
        using (var to = new GZipStream(result, CompressionLevel.Fastest, leaveOpen: true))
            to.Write(Mutator.Bytes(bytes.ToArray(), random));
        return result.ToArray();
    }

    /// <summary>A PNG whose chunks have the right checksums after all.</summary>
    public static byte[] Png(byte[] whole, Random random)
    {
        var bytes = Mutator.Bytes(whole, random);
        for (var at = 8; at + 12 <= bytes.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - 12)
                break;
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 8 + (int)length), Crc(bytes.AsSpan(at + 4, (int)length + 4)));
            at += 12 + (int)length;
        }

        return bytes;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        return ~crc;
    }
}
