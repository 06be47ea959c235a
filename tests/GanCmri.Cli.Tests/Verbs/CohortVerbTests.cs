using GanCmri.Studies.Cohorts;

namespace GanCmri.Cli.Tests.Verbs;

public sealed class CohortVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--n", "0")]
    [InlineData("--spec", "nowhere.yaml")]
    [InlineData("--workers", "0")]
    [InlineData("--models", "nowhere")]
    [InlineData("--device", "gpu")]
    public async Task Cohort_BadInput_EndsWithTwoAndWritesNothing(string option, string value)
    {
        Dictionary<string, string> options = new() { ["--n"] = "4", ["--spec"] = CohortSpec.ExamplePath };
        options[option] = value;
        Assert.Equal(
            App.BadInput,
            await App.RunAsync(["cohort", "--out", _folder.File("out"), .. options.SelectMany(o => new[] { o.Key, o.Value })])
        );
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public async Task Cohort_WrongSpecification_EndsWithTwo()
    {
        await File.WriteAllTextAsync(_folder.File("spec.yaml"), "phenotypes: 3\n");
        Assert.Equal(
            App.BadInput,
            await App.RunAsync(["cohort", "--n", "4", "--spec", _folder.File("spec.yaml"), "--out", _folder.File("out")])
        );
    }

    [Fact]
    public async Task Cohort_ImagesOfLatentsOnly_AreRefused() =>
        Assert.Equal(
            App.BadInput,
            await App.RunAsync([
                "cohort",
                "--n",
                "4",
                "--spec",
                CohortSpec.ExamplePath,
                "--latents-only",
                "--images",
                "--out",
                _folder.File("out"),
            ])
        );
}
