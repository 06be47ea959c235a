using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_FailsHalfWay_LeavesTheOldFileAndNothingElse()
    {
        var path = _folder.File("a.csv");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<InputException>(() =>
            AtomicFile.Write(
                path,
                s =>
                {
                    s.WriteByte(1);
                    throw new IOException("disk full");
                }
            )
        );
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Probe_WritablePlace_LeavesNothing()
    {
        AtomicFile.Probe(_folder.File("sub/below/a.csv"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
        Directory.CreateDirectory(_folder.File("sub"));
        AtomicFile.Probe(_folder.File("sub/below/a.csv"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("sub")));
    }

    [Fact]
    public void Write_Fails_LeavesNoFolder()
    {
        Assert.Throws<InputException>(() => AtomicFile.Write(_folder.File("sub/a.csv"), _ => throw new IOException("disk full")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void WriteAndProbe_InOneFolderAtOnce_AllSucceed()
    {
        Parallel.For(
            0,
            400,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            i =>
            {
                var folder = _folder.File($"{i / 4}");
                if (i % 4 == 0)
                    AtomicFile.WriteText(Path.Combine(folder, "a.csv"), "x");
                else if (i % 4 == 1)
                    OutputLock.OnFile(Path.Combine(folder, "b.csv")).Dispose();
                else
                    AtomicFile.Probe(Path.Combine(folder, "a.csv"));
            }
        );
        Assert.Equal(100, Directory.GetFiles(_folder.Path, "a.csv", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void WriteOrProbe_EmptyPath_IsOneClearLine(string path)
    {
        Assert.Contains(
            "expected a path",
            Assert.Throws<InputException>(() => AtomicFile.WriteText(path, "x")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("expected a path", Assert.Throws<InputException>(() => AtomicFile.Probe(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_FolderBelowAFile_IsOneClearLine()
    {
        File.WriteAllText(_folder.File("file"), "");
        var error = Assert.Throws<InputException>(() => AtomicFile.Probe(_folder.File("file/a.csv")));
        Assert.Contains("expected a place that can be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("found a file where its folder should be;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteText_WhereAFolderLies_SaysSoWithoutTemporaryNames()
    {
        Directory.CreateDirectory(_folder.File("taken"));
        var error = Assert.Throws<InputException>(() => AtomicFile.WriteText(_folder.File("taken"), "x"));
        Assert.Contains("found a folder of that name;", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error.Message, StringComparison.Ordinal);
    }
}
