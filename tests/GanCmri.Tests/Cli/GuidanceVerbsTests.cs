using GanCmri.Cli;

namespace GanCmri.Tests.Cli;

public class GuidanceVerbsTests
{
    [Theory]
    [InlineData("whatif", "--data", "nowhere", "--out", "nothing")]
    [InlineData("whatif", "--data", "nowhere", "--area", "10", "--out", "nothing")]
    [InlineData("direction", "verify", "nowhere.json", "--out", "nothing")]
    [InlineData("direction", "verify", "--subjects", "3", "--out", "nothing")]
    [InlineData("direction", "fit", "--method", "response", "--column", "Age", "--out", "nothing.json")]
    [InlineData("direction", "fit", "--column", "Age", "--out", "nothing.json")]
    [InlineData("direction", "fit", "--latents", "l.csv", "--phenotypes", "p.csv", "--column", "pathology", "--cases", "HYP", "--out", "nothing.json")]
    [InlineData("direction", "fit", "--latents", "l.csv", "--phenotypes", "p.csv", "--column", "pathology", "--cases", "N,HYP", "--controls", "N", "--out", "nothing.json")]
    public async Task BadInput_EndsWith2AndWritesNothing(params string[] args)
    {
        using var folder = new TemporaryFolder();
        args[^1] = folder.File(args[^1]);
        Assert.Equal(2, await App.RunAsync(args));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
