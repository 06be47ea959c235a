using System.Security.Cryptography;
using System.Text;
using GanCmri.Imaging.Subjects;

namespace GanCmri.Imaging.Store;

/// <summary>All that a frame store needs of a stack: its crops in the store's bytes, and no name of a person. It can wait on disk for those
/// of other shards.</summary>
/// <param name="Place">Where the stack comes among all of the data.</param>
/// <param name="Person">Tells the stacks of one person, without saying who it is.</param>
/// <param name="Linked">What link tables say of it, ids hidden alike; null where none names it.</param>
/// <param name="SourceId">The id in the source; null unless ids are kept.</param>
/// <param name="Source">The source it comes from; "" where sources are not told apart.</param>
/// <param name="Pathology">The diagnosis group.</param>
/// <param name="Kind">The kind of source.</param>
/// <param name="Files">How many files it was read from.</param>
/// <param name="FilesSha256">Over their bytes.</param>
/// <param name="Cuts">Its series.</param>
internal sealed record CutStack(
    long Place,
    string Person,
    LinkedId? Linked,
    string? SourceId,
    string Source,
    string Pathology,
    string Kind,
    int Files,
    string FilesSha256,
    IReadOnlyList<CutSlice> Cuts
)
{
    /// <summary>Cuts a stack.</summary>
    public static CutStack Of(CineStack stack, SubjectLinks links, DatasetOptions options) =>
        new(
            stack.Place,
            Hidden(links.Person(stack.Subject)),
            links.Of(stack.Subject)?.With(Hidden),
            options.KeepIds ? stack.Subject : null,
            options.SourcesIn is { } root ? SourceOf(root, stack.Files) : "",
            stack.Series[0].Pathology,
            stack.Kind,
            stack.Files.Count,
            Digest(stack.Files),
            [.. CutSeries.Of(stack, options).Select(CutSlice.Of)]
        );

    /// <summary>What stands for an id in tables: equal for equal ids.</summary>
    public static string Hidden(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    // The folder directly below the root; "" of a file that lies in the root itself.
    private static string SourceOf(string root, IReadOnlyList<string> files)
    {
        string[] way = Path.GetRelativePath(Path.GetFullPath(root), Path.GetFullPath(files[0])).Split(Path.DirectorySeparatorChar);
        return way.Length > 1 ? way[0] : "";
    }

    private static string Digest(IEnumerable<string> files)
    {
        var hashes = files.Select(Hash).Order(StringComparer.Ordinal).SelectMany(Convert.FromHexString).ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(hashes));

        static string Hash(string path)
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
    }
}
