using System.Text;
using System.Text.RegularExpressions;

namespace GanCmri.Runtime;

/// <summary>Writes files whole or not at all: to a temporary name in the same folder, then renamed.</summary>
public static partial class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly EnumerationOptions Here = new() { AttributesToSkip = FileAttributes.None },
        Below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }; // both without what is closed to us

    /// <summary>Writes a file through a stream; an existing file stays as it was if anything fails.</summary>
    /// <exception cref="InputException">The folder cannot be made or written, or is gone though a run has it.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, path, write);

    private static void Write(string path, string shown, Action<Stream>? write)
    {
        RequireName(path);
        var full = Path.GetFullPath(path);
        if (IsDevice(full))
            throw new InputException(shown, "a file, as what is written takes its name when it is whole", "a device", "name a file");
        var temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        OutputLock.RequireThere(full);
        var missing = new MissingFolders(Path.GetDirectoryName(full)!);
        var written = false;
        try
        {
            using (var stream = New(temporary))
            {
                write?.Invoke(stream);
                stream.Flush(flushToDisk: true);
            }

            if (write is not null)
            {
                File.Move(temporary, full, overwrite: true);
                written = true;
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputException(shown, "a place that can be written", Reason(full, e), "choose another output or free the disk", e);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            if (!written)
                missing.RemoveEmpty();
        }
    }

    // A rename would put a file in its place.
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && path.StartsWith("/dev/", StringComparison.Ordinal)
        && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    // Another run that only looked whether it can write there may remove the folder between our making and using it.
    private static FileStream New(string path)
    {
        const int Tries = 10;
        for (var i = 1; ; i++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
            }
            catch (DirectoryNotFoundException) when (i < Tries) { }
        }
    }

    /// <summary>Makes sure before long work that a file can be written there later; leaves nothing behind, no folder either.</summary>
    /// <exception cref="InputException">The folder cannot be made or written.</exception>
    public static void Probe(string path) => Probe(path, path);

    /// <summary>As <see cref="Probe(string)"/>, with another name for the place in the message.</summary>
    internal static void Probe(string path, string shown) => Write(path, shown, null);

    /// <summary>Removes temporary files that killed processes left in a folder; those that somebody is writing stay.</summary>
    /// <param name="folder">The folder; those in it are not looked into.</param>
    /// <param name="start">How the names of the files begin.</param>
    internal static void RemoveLeftovers(string folder, string start)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (
            var file in Directory
                .EnumerateFiles(folder, "*.tmp", Here)
                .Where(f => Path.GetFileName(f) is var n && n.StartsWith(start, StringComparison.Ordinal) && TemporaryName().IsMatch(n))
        )
        {
            try
            {
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or not ours.
            }
        }
    }

    /// <summary>The same of one output: of a file of that name, or of a folder and those in it.</summary>
    internal static void RemoveLeftoversOf(string output)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        RemoveLeftovers(Path.GetDirectoryName(full)!, Path.GetFileName(full) + ".");
        RemoveLeftovers(full, "");
        foreach (var inner in Directory.Exists(full) ? Directory.EnumerateDirectories(full, "*", Below) : [])
            RemoveLeftovers(inner, "");
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, s => s.Write(Utf8.GetBytes(text)));

    /// <summary>Writes bytes.</summary>
    public static void WriteBytes(string path, ReadOnlyMemory<byte> bytes) => Write(path, s => s.Write(bytes.Span));

    /// <summary>Refuses an empty path: an unset variable of the shell, mostly.</summary>
    internal static void RequireName(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new InputException("output", "a path", "an empty one", "name a file or folder");
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}\.tmp$")]
    private static partial Regex TemporaryName();

    // What a user can see of it: never the temporary name.
    private static string Reason(string path, Exception e)
    {
        const int NoSpace = 28,
            ReadOnly = 30; // errno
        const int DiskFull = unchecked((int)0x80070070); // of Windows
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(folder))
                return "a file where its folder should be";
        return e switch
        {
            UnauthorizedAccessException => "access denied",
            PathTooLongException => "a path that is too long",
            _ when Directory.Exists(path) => "a folder of that name",
            DirectoryNotFoundException or FileNotFoundException => "a folder that takes no files",
            { HResult: NoSpace or DiskFull } => "a full disk",
            { HResult: ReadOnly } => "a disk that is read only",
            _ => "one that refuses files",
        };
    }
}
