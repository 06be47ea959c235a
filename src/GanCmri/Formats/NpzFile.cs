using System.IO.Compression;
using GanCmri.Runtime;

namespace GanCmri.Formats;

/// <summary>Reads and writes numpy's .npz files: zip archives (stored or deflated) of .npy files.</summary>
internal static class NpzFile
{
    // No deflate stream expands more than this ("zlib Technical Details": 1032:1): a larger claim is a lie.
    private const long LargestExpansion = 1032;

    /// <summary>Reads every array, by name without ".npy".</summary>
    /// <exception cref="InputException">The file cannot be read, is no .npz file, or holds something that is no numeric array.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path)
    {
        using var stream = InputFile.Open(path, "a .npz file");
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
            {
                var where = $"{path}/{entry.FullName}";
                if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal))
                    throw Bad(where, "only .npy files in the archive", "another name");
                if (entry.Length / LargestExpansion > entry.CompressedLength)
                    throw Bad(where, "a size that deflate can reach", $"{entry.Length} bytes");
                using var data = entry.Open();
                if (!arrays.TryAdd(entry.FullName[..^4], NpyFile.Read(data, entry.Length, where)))
                    throw Bad(where, "names that differ", "the name twice");
            }

            return arrays;
        }
        catch (InvalidDataException e)
        {
            throw new InputException(
                path,
                "a .npz file",
                FileKind.Of(path)?.Name ?? "no readable zip archive",
                "save it again with numpy.savez",
                e
            );
        }
    }

    /// <summary>Writes arrays, deflated, in the order given. The same arrays give the same bytes.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="arrays">The arrays by name, without ".npy".</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
                foreach (var (name, array) in arrays)
                {
                    var entry = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest);
                    entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                    using var data = entry.Open();
                    NpyFile.Write(data, array);
                }
            }
        );

    private static InputException Bad(string where, string expected, string found) =>
        new(where, expected, found, "save it again with numpy.savez");
}
