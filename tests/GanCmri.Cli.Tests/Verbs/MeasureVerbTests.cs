using System.Text.Json;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Tests.Phenotypes;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Cli.Tests.Verbs;

[Collection(nameof(TinySegmenter))]
public class MeasureVerbTests(TinySegmenter tiny)
{
    [Fact]
    public async Task Measure_FolderOfPictures_WritesARowAndAMaskAFrame()
    {
        using var folder = new TemporaryFolder();
        var (model, data, table, masks, cines) = (
            folder.File("m.safetensors"),
            Directory.CreateDirectory(folder.File("data")).FullName,
            folder.File("p.csv"),
            folder.File("masks"),
            folder.File("c.csv")
        );
        tiny.Segmenter.Save(model, new Dictionary<string, string>());
        Directory.CreateDirectory(Path.Combine(data, "images"));
        foreach (var seed in (int[])[900, 901])
            WritePicture(Path.Combine(data, "images", $"f{seed}.png"), Shapes.Heart(seed).Image);
        await File.WriteAllTextAsync(Path.Combine(data, "frames.csv"), "patient,slice,image\na,1,images/f900.png\na,1,images/f901.png\n");

        Assert.Equal(
            0,
            await App.RunAsync([
                "measure",
                "--data",
                data,
                "--out",
                table,
                "--masks",
                masks,
                "--keep-ids",
                "--cines",
                cines,
                "--segmenter",
                model,
                "--views",
                "1",
                "--device",
                "cpu",
            ])
        );
        var record = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("p.run.json"))).RootElement;
        Assert.Equal("gancmri measure", record.GetProperty("Command").GetString());
        Assert.Equal(FileDigest.Of(model).Sha256, record.GetProperty("Inputs").EnumerateArray().Single().GetProperty("Sha256").GetString());
        Assert.Equal(["p.csv", "c.csv"], record.GetProperty("Outputs").EnumerateArray().Select(o => o.GetProperty("Name").GetString()));
        Assert.Equal("1", record.GetProperty("Options").GetProperty("--views").GetString());
        Assert.StartsWith("folder ", record.GetProperty("Options").GetProperty("--data").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, record.GetRawText(), StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(table);
        Assert.StartsWith("subject,slice,frame,phase,time_ms,lv_area_px,lv_area_mm2,sphericity_index,", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("a,1,f900,,,", lines[1]);
        Assert.Contains("lv_eda_mm2,lv_esa_mm2,lv_fac_percent", (await File.ReadAllLinesAsync(cines))[0]);
        using var mask = Image.Load<L8>(Path.Combine(masks, "f900.png"));
        Assert.Equal((256, 256), (mask.Width, mask.Height));
        byte[] bytes = [.. Enumerable.Range(0, 256 * 256).Select(i => mask[i % 256, i / 256].PackedValue)];
        Assert.Equal(new byte[] { 0, 255 }, bytes.Distinct().Order());
        var area = double.Parse(lines[1].Split(',')[5], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(bytes.Count(b => b == 255) / area, 0.8, 1.25);
    }

    [Fact]
    public async Task Measure_PicturesThatSayTheyAreSynthetic_HaveAScaleAndAreTold()
    {
        using var folder = new TemporaryFolder();
        tiny.Segmenter.Save(folder.File("m.safetensors"), new Dictionary<string, string>());
        foreach (var subject in (string[])["real", "made"])
        {
            Directory.CreateDirectory(folder.File("data/" + subject));
            WritePicture(folder.File($"data/{subject}/f.png"), Shapes.Heart(900).Image);
        }

        string[] command =
        [
            .. "measure --views 1 --device cpu --data".Split(' '),
            folder.File("data"),
            "--segmenter",
            folder.File("m.safetensors"),
            .. new[] { "out", "cines", "subjects" }.SelectMany(o => new[] { "--" + o, folder.File(o + ".csv") }),
        ];
        Assert.Contains("no pixel size in 2 of 2 cines: their areas are in pixels", await Said(command), StringComparison.Ordinal);
        Assert.DoesNotContain("source", File.ReadLines(folder.File("out.csv")).First(), StringComparison.Ordinal);

        var picture = folder.File("data/made/f.png");
        await File.WriteAllBytesAsync(picture, new SyntheticMark(1.5).On(await File.ReadAllBytesAsync(picture)));
        Assert.Contains("no pixel size in 1 of 2 cines", await Said(command), StringComparison.Ordinal);
        foreach (var table in new[] { "out", "cines", "subjects" })
        {
            var lines = await File.ReadAllLinesAsync(folder.File(table + ".csv"));
            Assert.EndsWith(",source", lines[0]);
            Assert.EndsWith(",synthetic", Assert.Single(lines, l => l.StartsWith("made,", StringComparison.Ordinal)));
            Assert.EndsWith(",real", Assert.Single(lines, l => l.StartsWith("real,", StringComparison.Ordinal)));
        }

        var cells = File.ReadLines(folder.File("out.csv")).Single(l => l.StartsWith("made,", StringComparison.Ordinal)).Split(',');
        double Cell(int i) => double.Parse(cells[i], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(1.5 * 1.5, Cell(6) / Cell(5), 3);
    }

    private static async Task<string> Said(string[] command)
    {
        var error = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            Assert.Equal(0, await App.RunAsync(command));
        }
        finally
        {
            Console.SetError(error);
        }

        return said.ToString();
    }

    [Fact]
    public async Task Measure_Labels_WritesDiceAndAreaErrorAFrame()
    {
        using var folder = new TemporaryFolder();
        tiny.Segmenter.Save(folder.File("m.safetensors"), new Dictionary<string, string>());
        Directory.CreateDirectory(folder.File("data/masks"));
        foreach (var seed in (int[])[902, 903])
        {
            var heart = Shapes.Heart(seed);
            WritePicture(folder.File($"data/f{seed}.png"), heart.Image);
            WritePicture(
                folder.File($"data/masks/f{seed}.png"),
                new GrayImage(256, 256, Array.ConvertAll(heart.Cavity!.Inside, v => v ? 255f : 0))
            );
        }

        string[] args =
        [
            "measure",
            "--data",
            folder.File("data"),
            "--out",
            folder.File("p.csv"),
            "--segmenter",
            folder.File("m.safetensors"),
            "--views",
            "1",
            "--device",
            "cpu",
            "--labels",
        ];
        Assert.Equal(0, await App.RunAsync(args));
        Assert.Equal(3, (await File.ReadAllLinesAsync(folder.File("p.csv"))).Length); // masks are no frames
        var lines = await File.ReadAllLinesAsync(folder.File("p.labels.csv"));
        Assert.Equal(
            "subject,slice,series,frame,frame_number,phase,dice,hausdorff_px,lv_area_px,"
                + "label_lv_area_px,area_error_px,area_error_mm2,area_error_percent,study",
            lines[0]
        );
        Assert.Equal(3, lines.Length);
        var cells = lines[1].Split(',');
        double Cell(int i) => double.Parse(cells[i], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Shapes.Heart(902).Cavity!.Area, Cell(9));
        Assert.Equal(Cell(8) - Cell(9), Cell(10), 3);
        Assert.Equal(100 * Cell(10) / Cell(9), Cell(12), 3);
        Assert.InRange(Cell(6), 0.5, 1);
    }

    [Fact]
    public async Task Measure_MissingFolder_EndsWithCodeTwoAndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        tiny.Segmenter.Save(folder.File("m.safetensors"), new Dictionary<string, string>());
        Assert.Equal(
            App.BadInput,
            await App.RunAsync([
                "measure",
                "--data",
                folder.File("none"),
                "--out",
                folder.File("p.csv"),
                "--segmenter",
                folder.File("m.safetensors"),
            ])
        );
        Assert.False(File.Exists(folder.File("p.csv")));
    }

    [Fact]
    public async Task Measure_BodyWithoutSubjects_EndsWithCodeTwoAndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("body.csv"), "subject,weight_kg\na,80\n");
        Assert.Equal(
            App.BadInput,
            await App.RunAsync(["measure", "--data", folder.Path, "--out", folder.File("p.csv"), "--body", folder.File("body.csv")])
        );
        Assert.Equal([folder.File("body.csv")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(false, "S001/cine-01/frame-000.png")]
    [InlineData(true, "SMITH_JOHN.png")]
    public async Task Measure_PicturesOfAListNamedAfterPeople_GiveMasksTheirNamesOnlyIfAsked(bool keepIds, string expected)
    {
        using var folder = new TemporaryFolder();
        tiny.Segmenter.Save(folder.File("m.safetensors"), new Dictionary<string, string>());
        Directory.CreateDirectory(folder.File("data"));
        WritePicture(folder.File("data/SMITH_JOHN.png"), Shapes.Heart(900).Image);
        await File.WriteAllTextAsync(folder.File("data/frames.csv"), "patient,slice,image\na,1,SMITH_JOHN.png\n");
        string[] files = ["--out", folder.File("p.csv"), "--masks", folder.File("masks"), "--segmenter", folder.File("m.safetensors")];
        string[] measure = ["measure", "--data", folder.File("data"), .. files, .. keepIds ? ["--keep-ids"] : Array.Empty<string>()];
        Assert.Equal(0, await App.RunAsync(measure));
        var mask = Assert.Single(Directory.GetFiles(folder.File("masks"), "*", SearchOption.AllDirectories));
        Assert.Equal(expected, Path.GetRelativePath(folder.File("masks"), mask).Replace('\\', '/'));
    }

    [Fact]
    public void MaskFiles_SameNameOfAnotherSubject_GoesToItsFolder()
    {
        using var folder = new TemporaryFolder();
        var files = new MaskFiles(folder.Path);
        MaskKey Key(string subject, int slice) => new(subject, "", "", slice, "f", 0);
        files.Write(Key("a", 0), Shapes.Disk(16, 8, 8, 4));
        files.Write(Key("b", 0), Shapes.Disk(16, 8, 8, 4));
        files.Write(Key("b", 1), Shapes.Disk(16, 8, 8, 4));
        Assert.True(File.Exists(folder.File("f.png")) && File.Exists(Path.Combine(folder.Path, "b", "f.png")));
        Assert.True(File.Exists(Path.Combine(folder.Path, "b", "slice-01", "f.png")));
        files.Write(Key("b", 1), Shapes.Disk(16, 8, 8, 4));
        Assert.True(File.Exists(Path.Combine(folder.Path, "b", "slice-01", "f-2.png")));
    }

    [Fact]
    public void MaskFiles_NamesThatDifferInCapitalsOnly_AreFilesOfTheirOwnOnEverySystem()
    {
        var files = new MaskFiles("masks");
        string[] places = [.. new[] { "A", "a" }.Select(frame => files.Place(new MaskKey("P1", "", "", 0, frame, 0)))];
        Assert.Equal(2, places.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void MaskFiles_FramesNamedByTheirFiles_AreCalledByTheirOrder()
    {
        var files = new MaskFiles("masks");
        string[] places =
        [
            .. new[] { ("ADA", "", 0, 0), ("ADA", "", 0, 1), ("ADA", "", 1, 0), ("BEA", "1934", 0, 5), ("ADA", "", 1, 1) }.Select(k =>
                Path.GetRelativePath("masks", files.Place(new MaskKey(k.Item1, k.Item2, "", k.Item3, "", k.Item4))).Replace('\\', '/')
            ),
        ];
        Assert.Equal(
            [
                "S001/cine-01/frame-000.png",
                "S001/cine-01/frame-001.png",
                "S001/cine-02/frame-000.png",
                "S002/cine-01/frame-005.png",
                "S001/cine-02/frame-001.png",
            ],
            places
        );
    }

    [Theory]
    [InlineData("../../outside")]
    [InlineData("..")]
    [InlineData("/tmp/outside")]
    [InlineData("a/b")]
    public void MaskFiles_NamesThatLeadAway_StayInTheFolder(string name)
    {
        using var folder = new TemporaryFolder();
        var files = new MaskFiles(folder.File("masks"));
        for (var i = 0; i < 3; i++)
            files.Write(new MaskKey(name, "", "", 0, name, 0), Shapes.Disk(16, 8, 8, 4));
        Assert.Equal(3, Directory.GetFiles(folder.File("masks"), "*.png", SearchOption.AllDirectories).Length);
        Assert.Equal([folder.File("masks")], Directory.GetFileSystemEntries(folder.Path));
    }

    internal static void WritePicture(string path, GrayImage image)
    {
        var bytes = Array.ConvertAll(image.Pixels, v => (byte)Math.Clamp(v, 0, 255));
        using var picture = Image.LoadPixelData<L8>(bytes, image.Width, image.Height);
        picture.SaveAsPng(path);
    }
}
