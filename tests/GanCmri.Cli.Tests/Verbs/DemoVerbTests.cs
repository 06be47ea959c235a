namespace GanCmri.Cli.Tests.Verbs;

public sealed class DemoVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--subjects", "2")]
    [InlineData("--psi", "1.5")]
    [InlineData("--device", "gpu")]
    [InlineData("--models", "nowhere")]
    [InlineData("--segmenter", "nowhere.safetensors")]
    public async Task Demo_BadInput_EndsWithTwoAndWritesNothing(string option, string value)
    {
        Assert.Equal(App.BadInput, await App.RunAsync(["demo", "--out", _folder.File("out"), option, value]));
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public async Task Demo_OutputThatIsAFile_EndsWithTwoBeforeAnyWork()
    {
        File.WriteAllText(_folder.File("out"), "mine");
        Assert.Equal(App.BadInput, await App.RunAsync(["demo", "--out", _folder.File("out")]));
        Assert.Equal("mine", File.ReadAllText(_folder.File("out")));
    }
}
