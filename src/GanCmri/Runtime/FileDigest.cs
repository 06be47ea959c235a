using System.Security.Cryptography;

namespace GanCmri.Runtime;

/// <summary>What a file held when a run used or made it.</summary>
/// <param name="Name">The file's name, relative to its folder; never an absolute path of somebody's machine.</param>
/// <param name="Bytes">Its size, bytes.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
public sealed record FileDigest(string Name, long Bytes, string Sha256)
{
    /// <summary>Reads a file and digests it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name to record; the file's own if null.</param>
    /// <exception cref="InputException">The file is missing or cannot be read.</exception>
    public static FileDigest Of(string path, string? name = null)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return new FileDigest(name ?? Path.GetFileName(path), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "a file that can be read", e.GetType().Name, "check the path and its permissions", e);
        }
    }
}
