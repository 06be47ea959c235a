using System.Collections.Concurrent;

namespace GanCmri.Runtime;

/// <summary>
/// An output folder or file in the hands of one run: a second one that writes there is refused. The lock is that of the operating system on
/// an open file, so it ends with the process however that ends; a lock file that a killed run left behind locks nothing. Taking it also
/// removes the temporary files of runs that were killed while they wrote.
/// </summary>
internal sealed class OutputLock : IDisposable
{
    private static readonly ConcurrentDictionary<OutputLock, string> Folders = new(); // of all locks of this process
    private readonly FileStream _file;
    private readonly MissingFolders _missing;

    private OutputLock(FileStream file, MissingFolders missing)
    {
        (_file, _missing) = (file, missing);
        Folders[this] = Path.GetDirectoryName(file.Name)!;
    }

    /// <summary>Refuses a place below a folder that a run of this process has and that is gone: made anew, it would hold the rest of the
    /// output without what was moved away.</summary>
    /// <exception cref="InputException">The folder was moved or removed.</exception>
    public static void RequireThere(string path)
    {
        foreach (var folder in Folders.Values)
            if (
                Path.GetFullPath(path).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                && !Directory.Exists(folder)
            )
                throw new InputException(
                    folder,
                    "a folder that stays where it is while a run writes there",
                    "none any more",
                    "let it be during a run, and start the same command again"
                );
    }

    /// <summary>Takes a folder, which is made if missing.</summary>
    /// <exception cref="InputException">It cannot be written, or another run has it.</exception>
    public static OutputLock OnFolder(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new InputException("output", "a folder", "an empty path", "name one");
        var taken = Take(Path.Combine(folder, ".lock"), folder);
        AtomicFile.RemoveLeftovers(folder, "");
        return taken;
    }

    /// <summary>Takes a file and those of its name with other endings; its folder is made if missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">Another name for it in messages; null: its own.</param>
    /// <exception cref="InputException">Its folder cannot be written, or another run has it.</exception>
    public static OutputLock OnFile(string path, string? shown = null)
    {
        AtomicFile.RequireName(path);
        var taken = Take(path + ".lock", shown ?? path);
        AtomicFile.RemoveLeftovers(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileNameWithoutExtension(path) + ".");
        return taken;
    }

    /// <summary>Takes all that a run writes, known by its first output, a file or folder; leftovers of killed runs are removed.</summary>
    /// <exception cref="InputException">The first cannot be written, or another run has it.</exception>
    public static OutputLock OnOutputs(params IEnumerable<string> outputs)
    {
        string[] all = [.. outputs];
        Array.ForEach(all, AtomicFile.RequireName);
        var taken = OnFile(Path.TrimEndingDirectorySeparator(all[0]));
        foreach (var made in all)
            AtomicFile.RemoveLeftoversOf(made);
        return taken;
    }

    /// <summary>Gives the place back, and removes folders that were made for it and stayed empty.</summary>
    public void Dispose()
    {
        Folders.TryRemove(this, out _);
        try
        {
            File.Delete(_file.Name); // before the lock is given up: who opened the file meanwhile sees that it is no longer there
            _file.Dispose();
            _missing.RemoveEmpty();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _file.Dispose(); // the folder vanished or can no longer be written: an empty file stays, which locks nothing
        }
    }

    private static OutputLock Take(string path, string shown)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var missing = new MissingFolders(folder);
        AtomicFile.Probe(path, shown);
        try
        {
            while (true)
            {
                Directory.CreateDirectory(folder); // each time: another run may remove it while it is empty
                if (Opened(Path.GetFullPath(path)) is not { } file)
                    continue;
                // Another run may have removed the file between our opening and locking it; then we hold a lock that nobody else sees.
                if (File.GetLastWriteTimeUtc(file.SafeFileHandle) == File.GetLastWriteTimeUtc(file.Name))
                    return new OutputLock(file, missing);
                file.Dispose();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                shown,
                "a place that no other run writes",
                "one that is in use",
                "wait for the other run, or choose another output",
                e
            );
        }
    }

    private static FileStream? Opened(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }
}
