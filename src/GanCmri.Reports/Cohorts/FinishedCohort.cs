using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Reports.Cohorts;

/// <summary>Whether a cohort's folder is what its record, run.json, says of it. The record is written last.</summary>
internal static class FinishedCohort
{
    /// <summary>Whether the record is of a key, and every file that it names is unchanged.</summary>
    /// <param name="folder">The cohort's folder.</param>
    /// <param name="key">What the cohort depends on.</param>
    /// <param name="digest">Digests a file that the record names.</param>
    public static bool Is(string folder, string key, Func<string, FileDigest> digest)
    {
        try
        {
            var path = Path.Combine(folder, "run.json");
            return File.Exists(path)
                && JsonSerializer.Deserialize<Record>(File.ReadAllBytes(path)) is { Options.Key: { } made, Outputs: { Count: > 0 } files }
                && made == key
                && files.All(f => digest(f.Name) == f);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InputException)
        {
            return false; // a file is missing, or the record is damaged or of an earlier program: made again
        }
    }

    /// <summary>One digest of many files of a folder.</summary>
    /// <exception cref="InputException">One is missing or cannot be read.</exception>
    public static FileDigest Together(string name, string folder, IEnumerable<string> files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        foreach (var file in files)
        {
            var one = FileDigest.Of(Path.Combine(folder, file));
            all.AppendData(Encoding.UTF8.GetBytes(one.Sha256));
            bytes += one.Bytes;
        }

        return new FileDigest(name, bytes, Convert.ToHexStringLower(all.GetHashAndReset()));
    }

    private sealed record Record(RecordOptions? Options, IReadOnlyList<FileDigest>? Outputs);

    private sealed record RecordOptions(string? Key);
}
