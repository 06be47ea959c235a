namespace GanCmri.Cli.Tests;

public sealed class LostFilesTests
{
    [Fact]
    public void Found_AFolderThatVanished_IsOneLineWithoutItsPath()
    {
        var failure = new InvalidOperationException("", new DirectoryNotFoundException("Could not find '/data/SMITH^JOHN'"));
        var line = LostFiles.Found(failure)!.Message;
        Assert.Contains("run the same command again", line, StringComparison.Ordinal);
        Assert.DoesNotContain("SMITH", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Found_APartOfTheProgramOrABug_IsNone()
    {
        Assert.Null(LostFiles.Found(new FileNotFoundException("", "GanCmri.Studio, Version=1.0.0.0, Culture=neutral")));
        Assert.Null(LostFiles.Found(new FileLoadException()));
        Assert.Null(LostFiles.Found(new InvalidOperationException()));
    }
}
