using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Latents;
using GanCmri.Tests.Studies;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Cli.Tests;

/// <summary>A folder with the results of one command is not written over by another.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cohort --n 4 --spec S", "cohort --n 5 --spec S", "--n 4, not with --n 5")]
    [InlineData("cohort --n 4 --spec S", "cohort --n 4 --spec T", "another --spec")]
    [InlineData("cohort --n 4 --spec S", "cohort --n 4 --spec S --images", "without --images, not with --images")]
    [InlineData("stack --ef 55", "stack --ef 50", "--ef 55, not with --ef 50")]
    [InlineData("heart --seed 7", "heart", "--seed 7, not with --seed 1")]
    [InlineData("demo", "demo --psi 0.5", "--psi 0.8, not with --psi 0.5")]
    [InlineData("demo", "heart", "'gancmri demo'")]
    [InlineData("whatif --data S --area 10", "whatif --data T --area 10", "another --data")]
    public void Claim_OfAnotherCommand_IsRefused(string first, string second, string found)
    {
        File.WriteAllText(_folder.File("S"), "a");
        File.WriteAllText(_folder.File("T"), "b");
        using (Claim(first))
            File.WriteAllText(_folder.File("out/report.html"), "");
        var refused = Assert.Throws<InputException>(() => Claim(second));
        Assert.Contains("results of", refused.Message, StringComparison.Ordinal);
        Assert.Contains(found, refused.Message, StringComparison.Ordinal);
        Assert.Contains("another --out", refused.Message, StringComparison.Ordinal);
        Claim(first).Dispose();
    }

    [Fact]
    public void Claim_OfAVerbWithOutdir_NamesIt()
    {
        string[] generate = [.. "generate --network g --seeds 1 --outdir".Split(' '), _folder.File("out")];
        using (RunFolder.Claim(App.Root().Parse(generate), _folder.File("out")))
            File.WriteAllText(_folder.File("out/seed0001.png"), "");
        var other = App.Root().Parse([.. generate, "--trunc", "0.5"]);
        var refused = Assert.Throws<InputException>(() => RunFolder.Claim(other, _folder.File("out")));
        Assert.Contains("choose another --outdir,", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo --subjects 40 --seed 0", "demo --seed 0 --subjects 40 --device cpu")]
    [InlineData("heart", "heart --seed 1 --trajectory frame-to-frame")]
    [InlineData("cohort --n 4 --spec S", "cohort --n 4 --spec S --workers 2")]
    public void Claim_OfTheSameInOtherWords_IsTaken(string first, string second)
    {
        File.WriteAllText(_folder.File("S"), "a");
        using (Claim(first))
            File.WriteAllText(_folder.File("out/report.html"), "");
        Claim(second).Dispose();
    }

    [Fact]
    public void Claim_WhereNothingWasMade_LeavesNothing()
    {
        Claim("demo").Dispose();
        Assert.False(Directory.Exists(_folder.File("out")));
        Directory.CreateDirectory(_folder.File("out"));
        Claim("demo").Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("out")));
    }

    [Fact]
    public void Claim_WhileAnotherRunHasTheFolder_IsRefusedAndItsRecordStays()
    {
        using (Claim("demo"))
        {
            var record = File.ReadAllText(_folder.File("out/.run.json"));
            Assert.Contains("in use", Assert.Throws<InputException>(() => Claim("heart")).Message, StringComparison.Ordinal);
            Assert.Equal(record, File.ReadAllText(_folder.File("out/.run.json")));
            File.WriteAllText(_folder.File("out/report.html"), "");
        }

        Claim("demo").Dispose();
        Assert.Equal([".run.json", "report.html"], Directory.EnumerateFiles(_folder.File("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Claim_OfOtherContentsUnderTheSameName_IsRefused()
    {
        Directory.CreateDirectory(_folder.File("data"));
        File.WriteAllText(_folder.File("data/a.nii"), "a");
        var command = $"whatif --area 10 --data {_folder.File("data")}";
        using (Claim(command))
            File.WriteAllText(_folder.File("out/x"), "");
        Claim(command).Dispose();
        File.WriteAllText(_folder.File("data/a.nii"), "other");
        Assert.Contains("another --data", Assert.Throws<InputException>(() => Claim(command)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_OfOtherContentsOfAFileThatAnInputNames_IsRefused()
    {
        var command = App.Root().Parse(["cohort", "--n", "4", "--spec", "S", "--out", _folder.File("out")]);
        RunFolder Claimed(params string[] tables) =>
            RunFolder.Claim(command, _folder.File("out"), tables.Select(t => new FileDigest("table.csv", 1, t)));
        using (Claimed("a", "b"))
            File.WriteAllText(_folder.File("out/x"), "");
        Claimed("a", "b").Dispose();
        Assert.Contains(
            "another file that an input names",
            Assert.Throws<InputException>(() => Claimed("a", "c")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Named_PictureOfATableChanged_IsAnother()
    {
        PngPictures.SavePng(new GrayImage(64, 64, new float[64 * 64]), GrayRange.Signed, _folder.File("a.png"));
        await File.WriteAllTextAsync(_folder.File("frames.csv"), "patient,image\np,a.png\n");
        var before = PictureTableReader.Named(_folder.File("frames.csv")).Single();
        PngPictures.SavePng(new GrayImage(64, 64, [.. Enumerable.Repeat(.5f, 64 * 64)]), GrayRange.Signed, _folder.File("a.png"));
        Assert.NotEqual(before, PictureTableReader.Named(_folder.File("frames.csv")).Single());
        Assert.Empty(PictureTableReader.Named(_folder.File("a.png")));
        Assert.Empty(PictureTableReader.Named(_folder.Path));
    }

    [Fact]
    public async Task Run_CohortWhoseTableChanged_IsRefused()
    {
        await File.WriteAllTextAsync(
            _folder.File("s.yaml"),
            "phenotypes:\n  lv_area_mm2: { distribution: empirical, file: t.csv, column: a }\n"
        );
        await File.WriteAllTextAsync(
            _folder.File("t.csv"),
            "a\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{6800 + 10 * i}\n"))
        );
        PlantedModels.Save(_folder.File("models"));
        string[] command =
        [
            .. "cohort --n 2 --latents-only --device cpu --spec".Split(' '),
            _folder.File("s.yaml"),
            "--models",
            _folder.File("models"),
            "--segmenter",
            _folder.File("models/segmenter.safetensors"),
            "--out",
            _folder.File("out"),
        ];
        Assert.Equal(0, await App.RunAsync(command));
        var before = await File.ReadAllBytesAsync(_folder.File("out/cohort.csv"));
        var record = await File.ReadAllBytesAsync(_folder.File("out/run.json"));
        Assert.Equal(0, await App.RunAsync(command)); // all done already
        Assert.Equal(record, await File.ReadAllBytesAsync(_folder.File("out/run.json")));
        await File.AppendAllTextAsync(_folder.File("t.csv"), "2000\n");
        Assert.Equal(App.BadInput, await App.RunAsync(command));
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File("out/cohort.csv")));
    }

    [Fact]
    public void Claim_OutputWithinTheData_IsTakenAgain()
    {
        var command = $"whatif --area 10 --data {_folder.Path}";
        using (Claim(command))
            File.WriteAllText(_folder.File("out/x"), "");
        Claim(command).Dispose();
    }

    [Fact]
    public void Claim_WritesNoNameOfAnInput()
    {
        Directory.CreateDirectory(_folder.File("Doe^John"));
        using (Claim($"whatif --area 10 --data {_folder.File("Doe^John")}"))
            File.WriteAllText(_folder.File("out/x"), "");
        Assert.DoesNotContain("Doe", File.ReadAllText(_folder.File("out/" + RunFolder.FileName)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Phantoms_OfAnotherSeedAreRefused()
    {
        string[] command = ["phantom", "--subjects", "1", "--out", _folder.File("out")];
        Assert.Equal(0, await App.RunAsync(command));
        var before = await File.ReadAllTextAsync(_folder.File("out/subjects.csv"));
        Assert.Equal(App.BadInput, await App.RunAsync([.. command, "--seed", "2"]));
        Assert.Equal(before, await File.ReadAllTextAsync(_folder.File("out/subjects.csv")));
        Assert.Equal(0, await App.RunAsync(command));
    }

    [Fact]
    public async Task Run_AShardOfAnotherCommand_IsRefusedBeforeItWrites()
    {
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network);
        string[] command = ["generate", "--network", _folder.File("g.safetensors"), "--seeds", "1-4", "--outdir", _folder.File("out")];
        Assert.Equal(0, await App.RunAsync(command));
        var before = await File.ReadAllBytesAsync(_folder.File("out/seed0001.png"));
        Assert.Equal(App.BadInput, await App.RunAsync([.. command, "--trunc", "0.5", "--shard", "0/2"]));
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File("out/seed0001.png")));
        Assert.Equal(0, await App.RunAsync([.. command, "--shard", "0/2"]));
    }

    [Fact]
    public async Task Run_Generate_TakesMoreSeedsButNoOtherTruncation()
    {
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network);
        Task<int> Generate(string seeds, string psi) =>
            App.RunAsync([
                "generate",
                "--network",
                _folder.File("g.safetensors"),
                "--seeds",
                seeds,
                "--trunc",
                psi,
                "--outdir",
                _folder.File("out"),
            ]);
        Assert.Equal(0, await Generate("1-2", "0.7"));
        Assert.Equal(0, await Generate("3", "0.7"));
        Assert.Equal(App.BadInput, await Generate("3", "0.5"));
        // The grid shows all of them.
        using var grid = Image.Load<L8>(_folder.File("out/grid.png"));
        using var third = Image.Load<L8>(_folder.File("out/seed0003.png"));
        Assert.Equal((2 * third.Width, 2 * third.Height), (grid.Width, grid.Height));
        Assert.All(Enumerable.Range(0, third.Width), x => Assert.Equal(third[x, 0], grid[x, third.Height]));
    }

    [Theory]
    [InlineData("--seeds", "2-3", "--noise", "random")] // by the place in the list
    [InlineData("--seeds", "1-2", "--trunc", "nan")]
    public async Task Run_Generate_WhatWouldChangeOrSpoilPictures_IsRefused(params string[] more)
    {
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network);
        string[] command = ["generate", "--network", _folder.File("g.safetensors"), "--outdir", _folder.File("out")];
        Assert.Equal(0, await App.RunAsync([.. command, "--seeds", "1-2", "--noise", "random"]));
        var before = await File.ReadAllBytesAsync(_folder.File("out/seed0002.png"));
        Assert.Equal(App.BadInput, await App.RunAsync([.. command, .. more]));
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File("out/seed0002.png")));
    }

    private RunFolder Claim(string command)
    {
        string[] words = [.. command.Split(' ').Select(w => w is "S" or "T" ? _folder.File(w) : w), "--out", _folder.File("out")];
        var parsed = App.Root().Parse(words);
        Assert.Empty(parsed.Errors);
        return RunFolder.Claim(parsed, _folder.File("out"));
    }
}
