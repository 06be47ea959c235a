using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Shards;

/// <summary>Joins .npy arrays along the first axis without holding them in memory.</summary>
internal static class NpyJoin
{
    /// <summary>Writes the rows of all files one after the other.</summary>
    /// <param name="path">The whole.</param>
    /// <param name="parts">At least one; of one type and, but for the first axis, one shape.</param>
    public static void Write(string path, IReadOnlyList<string> parts) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                NpyHeader[] heads = [.. parts.Select(Head)];
                NpyHeader.Write(stream, heads[0].Type, [heads.Sum(h => h.Shape[0]), .. heads[0].Shape[1..]]);
                foreach (var part in parts)
                {
                    using var file = File.OpenRead(part);
                    NpyHeader.Read(file, file.Length, part);
                    file.CopyTo(stream);
                }
            }
        );

    private static NpyHeader Head(string path)
    {
        using var file = File.OpenRead(path);
        return NpyHeader.Read(file, file.Length, path);
    }
}
