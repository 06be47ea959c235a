using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public sealed class OutputLockTests : IDisposable
{
    private const SearchOption Deep = SearchOption.AllDirectories;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OnFolder_InUse_IsRefusedUntilTheOtherEnds()
    {
        var first = OutputLock.OnFolder(_folder.File("out"));
        Assert.Contains("in use", Assert.Throws<InputException>(() => OutputLock.OnFolder(_folder.File("out"))).Message);
        File.WriteAllText(_folder.File("out/made.txt"), "");
        first.Dispose();
        using (OutputLock.OnFolder(_folder.File("out")))
            Assert.True(File.Exists(_folder.File("out/.lock")));
        Assert.Equal([_folder.File("out/made.txt")], Directory.GetFileSystemEntries(_folder.File("out")));
    }

    [Fact]
    public void OnFolder_NothingWrittenIntoIt_LeavesNoFolder()
    {
        OutputLock.OnFolder(_folder.File("out")).Dispose();
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public void OnFile_OthersInTheFolder_AreFree()
    {
        using var first = OutputLock.OnFile(_folder.File("a.csv"));
        using var other = OutputLock.OnFile(_folder.File("b.csv"));
        Assert.Throws<InputException>(() => OutputLock.OnFile(_folder.File("a.csv")));
    }

    [Fact]
    public void OnFolder_WhatAKilledRunLeft_LocksNothingAndIsRemoved()
    {
        var (left, written, named) = (
            _folder.File($"a.csv.{Guid.NewGuid():N}.tmp"),
            _folder.File($"b.csv.{Guid.NewGuid():N}.tmp"),
            _folder.File("mine.tmp")
        );
        File.WriteAllText(_folder.File(".lock"), "");
        File.WriteAllText(left, "half");
        File.WriteAllText(named, "a user's");
        using var writer = new FileStream(written, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using var taken = OutputLock.OnFolder(_folder.Path);
        Assert.Equal([false, true, true], new[] { left, written, named }.Select(File.Exists));
    }

    [Fact]
    public void OnFile_WhatAKilledRunLeftOfOthers_Stays()
    {
        var (left, other) = (_folder.File($"a.csv.json.{Guid.NewGuid():N}.tmp"), _folder.File($"ab.csv.{Guid.NewGuid():N}.tmp"));
        File.WriteAllText(left, "half");
        File.WriteAllText(other, "half");
        using var taken = OutputLock.OnFile(_folder.File("a.csv"));
        Assert.Equal([false, true], new[] { left, other }.Select(File.Exists));
    }

    [Fact]
    public void OnFile_KilledWhileThePlaceWasProbed_IsRemoved()
    {
        var seen = new List<string>();
        using var watcher = new FileSystemWatcher(_folder.Path) { EnableRaisingEvents = true };
        using var written = new ManualResetEventSlim();
        watcher.Created += (_, e) =>
        {
            seen.Add(e.Name!);
            if (e.Name == "a.csv.lock")
                written.Set();
        };
        OutputLock.OnFile(_folder.File("a.csv")).Dispose();
        Assert.True(written.Wait(TimeSpan.FromSeconds(30)));
        Assert.All(seen, name => Assert.StartsWith("a.csv.lock", name));
    }

    [Fact]
    public void OnFile_NameOf200Characters_IsTaken()
    {
        using var taken = OutputLock.OnFile(_folder.File(new string('n', 200)));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_FolderOfALockWasMovedAway_IsRefusedAndNotMadeAnew()
    {
        using (OutputLock.OnFile(_folder.File("out/a.csv")))
        {
            AtomicFile.WriteText(_folder.File("out/a.csv"), "whole");
            Directory.Move(_folder.File("out"), _folder.File("gone"));
            var refused = Assert.Throws<InputException>(() => AtomicFile.WriteText(_folder.File("out/masks/b.png"), "rest"));
            Assert.Contains("stays where it is", refused.Message, StringComparison.Ordinal);
            Assert.False(Directory.Exists(_folder.File("out")));
        }

        AtomicFile.WriteText(_folder.File("out/b.csv"), "of nobody's run");
        Assert.True(File.Exists(_folder.File("gone/a.csv")));
    }

    [Fact]
    public void Dispose_FoldersMadeForItStayedEmpty_RemovesThem()
    {
        OutputLock.OnFolder(_folder.File("a/b/out")).Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
        using (OutputLock.OnFolder(_folder.File("a/b/out")))
            AtomicFile.WriteText(_folder.File("a/kept"), "");
        Assert.Equal([_folder.File("a"), _folder.File("a/kept")], Directory.EnumerateFileSystemEntries(_folder.Path, "*", Deep).Order());
    }

    [Fact]
    public void Dispose_FolderVanished_IsCalm()
    {
        var taken = OutputLock.OnFolder(_folder.File("out"));
        Directory.Delete(_folder.File("out"), recursive: true);
        taken.Dispose();
        OutputLock.OnFolder(_folder.File("out")).Dispose();
    }
}
