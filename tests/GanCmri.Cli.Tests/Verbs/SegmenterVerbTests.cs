using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Tests.Phenotypes;
using GanCmri.Tests.Studies;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Cli.Tests.Verbs;

[Collection(nameof(TinySegmenter))]
[Trait(TestPrecision.Trait, TestPrecision.Both)]
public class SegmenterVerbTests(TinySegmenter tiny)
{
    [Fact]
    public async Task TrainThenEvaluate_TheSameFold_Works_AnotherSplitIsRefused()
    {
        using var folder = new TemporaryFolder();
        var (start, model) = (folder.File("start.safetensors"), folder.File("fold.safetensors"));
        tiny.Segmenter.Save(start, new Dictionary<string, string>());
        WriteData(folder, subjects: 6);
        string[] common = ["--data", folder.Path, "--folds", "3", "--fold", "1"];
        Assert.Equal(
            0,
            await App.RunAsync([
                "segmenter",
                "train",
                .. common,
                "--start",
                start,
                "--steps",
                "0",
                "--finder-steps",
                "0",
                "--out",
                model,
                .. TestPrecision.Arguments,
            ])
        );
        Assert.Equal(
            0,
            await App.RunAsync([
                "segmenter",
                "evaluate",
                .. common,
                "--segmenter",
                model,
                "--views",
                "1",
                "--device",
                "cpu",
                "--out",
                folder.File("frames.evaluated.csv"),
            ])
        );
        using (var trained = SafetensorsFile.Open(model))
            Assert.Equal("fold 1 of 3, seed 1", trained.Metadata["held_out"]);
        var record = JsonDocument.Parse(File.ReadAllText(folder.File("frames.evaluated.run.json"))).RootElement;
        Assert.Equal("fold 1 of 3, seed 1", record.GetProperty("Options").GetProperty("held out").GetString());
        Assert.Equal(64, record.GetProperty("Options").GetProperty("frames").GetString()!.Length);
        Assert.Equal(["fold.safetensors"], record.GetProperty("Inputs").EnumerateArray().Select(i => i.GetProperty("Name").GetString()));
        Assert.Equal(4, record.GetProperty("Outputs").GetArrayLength());
        Assert.True(new FileInfo(folder.File("frames.evaluated.png")).Length > 1000);
        Assert.True(new FileInfo(folder.File("frames.evaluated.worst.png")).Length > 1000);
        var page = File.ReadAllText(folder.File("frames.evaluated.html"));
        Assert.Contains("data-view=\"chart\"", page, StringComparison.Ordinal);
        Assert.Contains("data-view=\"film\"", page, StringComparison.Ordinal);
        Assert.Contains("<td>LV cavity</td>", page, StringComparison.Ordinal);
        Assert.Equal(
            App.BadInput,
            await App.RunAsync([
                "segmenter",
                "evaluate",
                "--data",
                folder.Path,
                "--folds",
                "3",
                "--fold",
                "2",
                "--segmenter",
                model,
                "--views",
                "1",
                "--device",
                "cpu",
            ])
        );
    }

    [Fact]
    public async Task Train_FromASegmenterOfFewerStructures_IsRefused()
    {
        using var folder = new TemporaryFolder();
        WriteData(folder, subjects: 3);
        using var old = PlantedModels.BrightnessSegmenter(); // of cavity and epicardium
        old.Save(folder.File("old.safetensors"), new Dictionary<string, string>());
        string[] train = ["segmenter", "train", "--data", folder.Path, "--start", folder.File("old.safetensors")];
        Assert.Equal(App.BadInput, await App.RunAsync([.. train, "--steps", "1", "--finder-steps", "0", "--out", folder.File("s")]));
        Assert.False(File.Exists(folder.File("s")));
        Assert.Equal(0, await App.RunAsync([.. train, "--steps", "0", "--finder-steps", "0", "--out", folder.File("s")]));
    }

    [Fact]
    public async Task Train_WithPhantoms_SaysSo_AndRefusesFewerThanNone()
    {
        using var folder = new TemporaryFolder();
        WriteData(folder, subjects: 2);
        string[] train = ["segmenter", "train", "--data", folder.Path, "--steps", "1", "--finder-steps", "1", "--out", folder.File("s")];
        Assert.Equal(App.BadInput, await App.RunAsync([.. train, "--phantoms", "-1"]));
        Assert.Equal(0, await App.RunAsync([.. train, "--phantoms", "2"]));
        Assert.False(Directory.Exists(folder.File("s.training"))); // it is finished
        using var file = SafetensorsFile.Open(folder.File("s"));
        Assert.Equal(("2", "2", "2"), (file.Metadata["subjects"], file.Metadata["frames"], file.Metadata["phantoms"]));
    }

    private static void WriteData(TemporaryFolder folder, int subjects)
    {
        var lines = new List<string> { "patient,slice,phase,image,lv_mask" };
        for (var i = 0; i < subjects; i++)
        {
            var heart = Shapes.Heart(920 + i);
            Write(folder.File($"i{i}.png"), heart.Image.Pixels, heart.Image.Width);
            Write(folder.File($"m{i}.png"), Array.ConvertAll(heart.Cavity!.Inside, v => v ? 255f : 0f), heart.Image.Width);
            lines.Add($"p{i},1,{(i % 2 == 0 ? "ED" : "ES")},i{i}.png,m{i}.png");
        }

        File.WriteAllLines(folder.File("frames.csv"), lines);
    }

    private static void Write(string path, float[] pixels, int width)
    {
        using var picture = Image.LoadPixelData<L8>(
            Array.ConvertAll(pixels, v => (byte)Math.Clamp(v, 0, 255)),
            width,
            pixels.Length / width
        );
        picture.SaveAsPng(path);
    }
}
