using GanCmri.Cli;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Tests.Phenotypes;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Tests.Cli.Verbs;

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
                "--cines",
                cines,
                "--model",
                model,
                "--views",
                "1",
                "--device",
                "cpu",
            ])
        );
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
            "--model",
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
                "--model",
                folder.File("m.safetensors"),
            ])
        );
        Assert.False(File.Exists(folder.File("p.csv")));
    }

    [Fact]
    public void MaskFiles_SameNameOfAnotherSubject_GoesToItsFolder()
    {
        using var folder = new TemporaryFolder();
        var files = new MaskFiles(folder.Path);
        files.Write("a", 0, "f", Shapes.Disk(16, 8, 8, 4));
        files.Write("b", 0, "f", Shapes.Disk(16, 8, 8, 4));
        files.Write("b", 1, "f", Shapes.Disk(16, 8, 8, 4));
        Assert.True(File.Exists(folder.File("f.png")) && File.Exists(Path.Combine(folder.Path, "b", "f.png")));
        Assert.True(File.Exists(Path.Combine(folder.Path, "b", "slice-01", "f.png")));
        files.Write("b", 1, "f", Shapes.Disk(16, 8, 8, 4));
        Assert.True(File.Exists(Path.Combine(folder.Path, "b", "slice-01", "f-2.png")));
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
            files.Write(name, 0, name, Shapes.Disk(16, 8, 8, 4));
        Assert.Equal(3, Directory.GetFiles(folder.File("masks"), "*.png", SearchOption.AllDirectories).Length);
        Assert.Equal([folder.File("masks")], Directory.GetFileSystemEntries(folder.Path));
    }

    private static void WritePicture(string path, GrayImage image)
    {
        var bytes = Array.ConvertAll(image.Pixels, v => (byte)Math.Clamp(v, 0, 255));
        using var picture = Image.LoadPixelData<L8>(bytes, image.Width, image.Height);
        picture.SaveAsPng(path);
    }
}
