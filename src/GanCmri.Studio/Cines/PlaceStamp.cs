using System.Security.Cryptography;
using System.Text;

namespace GanCmri.Studio.Cines;

/// <summary>What tells a changed cine without reading it: names, lengths and times of its files.</summary>
internal static class PlaceStamp
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Of a file, or of all files below a folder.</summary>
    /// <param name="path">The place.</param>
    /// <param name="but">A folder that does not count.</param>
    public static string Of(string path, string but)
    {
        var files = Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*", All) : [new FileInfo(path)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var file in files
                .Where(f => !f.FullName.StartsWith(but, StringComparison.Ordinal))
                .OrderBy(f => f.FullName, StringComparer.Ordinal)
        )
            hash.AppendData(
                Encoding.UTF8.GetBytes(FormattableString.Invariant($"{file.FullName}\0{file.Length}\0{file.LastWriteTimeUtc.Ticks}\0"))
            );
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
