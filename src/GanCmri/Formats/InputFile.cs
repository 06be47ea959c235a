using GanCmri.Runtime;

namespace GanCmri.Formats;

/// <summary>Opens files the user named, with errors the user understands.</summary>
internal static class InputFile
{
    /// <summary>What is at a path that is no file.</summary>
    public static string Instead(string path) => Directory.Exists(path) ? "a folder" : "no such file";

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be, for the message, e.g. "a .npy file".</param>
    /// <exception cref="InputException">The file is not there or cannot be read.</exception>
    public static FileStream Open(string path, string kind)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var found =
                e is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : Directory.Exists(path) ? "a folder"
                : "a file that cannot be opened";
            throw new InputException(path, kind, found, "check the path", e);
        }
    }
}
