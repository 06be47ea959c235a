namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Sees files being written: they have temporary names until they are whole.</summary>
internal static class Writing
{
    /// <summary>Runs a command, and counts the files that it begins below a folder, 1 or more.</summary>
    public static (GancmriEnd End, int Changes) Watched(string folder, Func<GancmriEnd> run)
    {
        var changes = 0;
        using var watcher = Watch(folder, () => Interlocked.Increment(ref changes));
        return (run(), Math.Max(1, changes));
    }

    /// <summary>Tells of each file that is begun below a folder, at once. Those in a new folder may be missed, so a while after the folder
    /// was made stands for one of them. Not of locks.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="begun">Told.</param>
    /// <param name="milliseconds">The while.</param>
    public static FileSystemWatcher Watch(string folder, Action begun, int milliseconds = 0)
    {
        var watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName,
            InternalBufferSize = 1 << 16,
        };
        watcher.Created += (_, e) =>
        {
            if (IsLock(e.FullPath))
                return;
            var isFolder = Directory.Exists(e.FullPath);
            if (isFolder)
                Thread.Sleep(milliseconds); // a file is written within a moment
            if (isFolder || e.Name!.EndsWith(".tmp", StringComparison.Ordinal))
                begun();
        };
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    /// <summary>Whether a file is a lock, or one that is to become it: they tell nothing of what is written.</summary>
    public static bool IsLock(string path) => $"{Path.GetFileName(path)}.".Contains(".lock.", StringComparison.Ordinal);
}
