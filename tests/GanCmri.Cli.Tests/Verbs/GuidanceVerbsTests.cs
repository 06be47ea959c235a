using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Cli.Tests.Verbs;

public class GuidanceVerbsTests
{
    [Fact]
    public async Task Orthogonalise_TwoDirections_AreWrittenAtRightAnglesToTheOthersAsTheyWere()
    {
        using var folder = new TemporaryFolder();
        string[] names = [folder.File("a.json"), folder.File("b.json")];
        float[][] vectors =
        [
            [1, 0, 0],
            [1, 1, 0],
        ];
        foreach (var (name, vector) in names.Zip(vectors))
        {
            new DirectionFile(
                new PhenotypeDirection("x", DirectionMethod.MeanSplit, vector, 0, 1, 1, 1),
                1,
                new Provenance("test", "", 1, 1, new Dictionary<string, string>())
            ).Write(name);
        }

        Assert.Equal(0, await App.RunAsync(["direction", "orthogonalise", .. names, "--out", folder.File("apart")]));
        float[][] apart = [.. new[] { "a.json", "b.json" }.Select(n => DirectionFile.ReadVector(folder.File("apart/" + n)))];
        Assert.Equal([0.5f, -0.5f, 0], apart[0].Select(v => MathF.Round(v, 5)));
        Assert.Equal([0f, 1, 0], apart[1].Select(v => MathF.Round(v, 5)));
        Assert.Contains("orthogonal to", DirectionFile.ReadJson(folder.File("apart/a.json")).Provenance.Settings.Keys);
        // Onto the files themselves.
        Assert.Equal(App.BadInput, await App.RunAsync(["direction", "orthogonalise", .. names, "--out", folder.Path]));
        Assert.Equal(vectors[0], DirectionFile.ReadVector(names[0]));
    }

    // Of methods that take no measured frames; each would be ignored, and a file that is not there never missed.
    [Theory]
    [InlineData("--latents", "l.csv")]
    [InlineData("--phenotypes", "p.csv")]
    [InlineData("--frames", "all")]
    [InlineData("--cases", "HYP")]
    [InlineData("--controls", "N")]
    public async Task DirectionFit_WhatAMethodIgnores_IsRefused(string option, string value)
    {
        using var folder = new TemporaryFolder();
        foreach (var method in new[] { "field", "response" })
        {
            var said = await Said([
                "direction",
                "fit",
                "--method",
                method,
                "--column",
                "lv_area_mm2",
                option,
                value,
                "--device",
                "gpu", // which is refused, too, but only later
                "--out",
                folder.File("d.json"),
            ]);
            Assert.Contains($"{option}: expected no --method {method} beside it", said, StringComparison.Ordinal);
        }
    }

    private static async Task<string> Said(string[] command)
    {
        var console = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            Assert.Equal(App.BadInput, await App.RunAsync(command));
        }
        finally
        {
            Console.SetError(console);
        }

        return said.ToString();
    }

    // Options that the method does not read are not ignored without a word.
    [Theory]
    [InlineData("--hearts: expected no --method mean-split (the default) beside it", "--hearts", "32")]
    [InlineData("--draws: expected no --method ridge beside it", "--method", "ridge", "--draws", "2")]
    [InlineData("--seed: expected no --method logistic beside it", "--method", "logistic", "--seed", "3")]
    [InlineData("--models: expected no --method ridge beside it", "--method", "ridge", "--models", "sax64")]
    [InlineData("--hearts: expected no --method response beside it", "--method", "response", "--hearts", "32")]
    [InlineData("--device: expected no --method mean-split (the default) beside it", "--device", "cpu")]
    public async Task DirectionFit_OptionsOfAnotherMethod_AreRefused(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        string[] command = ["direction", "fit", "--column", "lv_area_mm2", "--out", folder.File("d.json")];
        var error = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            Assert.Equal(App.BadInput, await App.RunAsync([.. command, .. options]));
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.Contains(message, said.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("d.json")));
    }

    [Theory]
    [InlineData("whatif", "--data", "nowhere", "--out", "nothing")]
    [InlineData("whatif", "--data", "nowhere", "--area", "10", "--out", "nothing")]
    [InlineData("direction", "verify", "nowhere.json", "--out", "nothing")]
    [InlineData("direction", "verify", "--subjects", "3", "--out", "nothing")]
    [InlineData("direction", "fields", "--hearts", "3", "--out", "nothing")]
    [InlineData("direction", "fit", "--method", "field", "--column", "Age", "--out", "nothing.json")]
    [InlineData("direction", "fit", "--method", "field", "--column", "lv_area_mm2", "--out", "nothing.npy")]
    [InlineData("direction", "fit", "--method", "response", "--column", "Age", "--out", "nothing.json")]
    [InlineData("direction", "fit", "--method", "response", "--column", "lv_area_mm2", "--device", "gpu", "--out", "nothing.json")]
    [InlineData("direction", "fit", "--method", "field", "--column", "lv_area_mm2", "--device", "gpu", "--out", "nothing.json")]
    [InlineData("direction", "fields", "--device", "gpu", "--out", "nothing")]
    [InlineData("direction", "fit", "--column", "Age", "--out", "nothing.json")]
    [InlineData(
        "direction",
        "fit",
        "--latents",
        "l.csv",
        "--phenotypes",
        "p.csv",
        "--column",
        "pathology",
        "--cases",
        "HYP",
        "--out",
        "nothing.json"
    )]
    [InlineData(
        "direction",
        "fit",
        "--latents",
        "l.csv",
        "--phenotypes",
        "p.csv",
        "--column",
        "pathology",
        "--cases",
        "N,HYP",
        "--controls",
        "N",
        "--out",
        "nothing.json"
    )]
    [InlineData("direction", "verify", "--steer-by", "segmenter-judge", "--judge", "segmenter", "--subjects", "4", "--out", "nothing")]
    public async Task BadInput_EndsWith2AndWritesNothing(params string[] args)
    {
        using var folder = new TemporaryFolder();
        args[^1] = folder.File(args[^1]);
        Assert.Equal(2, await App.RunAsync(args));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
