using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace GanCmri.Runtime;

/// <summary>What tells changed files without reading them: names, sizes and times of change.</summary>
internal static class ListingDigest
{
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden };

    /// <summary>SHA-256 over a file, or over all files below a folder but hidden ones and those in linked folders, which may lead round in
    /// a circle; lower-case hex.</summary>
    /// <param name="path">The place.</param>
    /// <param name="outputs">Files and folders that are written, with what begins with their names and a dot (p.csv.shards): they do not
    /// count.</param>
    public static string Of(string path, IEnumerable<string> outputs)
    {
        var root = Path.GetFullPath(path);
        string[] own = [.. outputs.Select(o => Path.TrimEndingDirectorySeparator(Path.GetFullPath(o)))];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(root).Where(f => !own.Any(o => IsOwn(f.FullName, o))).OrderBy(f => f.FullName, StringComparer.Ordinal))
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    FormattableString.Invariant(
                        $"{Path.GetRelativePath(root, file.FullName)}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n"
                    )
                )
            );
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<FileInfo> Files(string root) =>
        Directory.Exists(root)
            ? new FileSystemEnumerable<FileInfo>(root, (ref entry) => (FileInfo)entry.ToFileSystemInfo(), Below)
            {
                ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            }
            : [new FileInfo(root)];

    private static bool IsOwn(string file, string output) =>
        file.StartsWith(output, StringComparison.Ordinal)
        && (file.Length == output.Length || file[output.Length] is '.' || file[output.Length] == Path.DirectorySeparatorChar);
}
