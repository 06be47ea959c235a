using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Reports;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Pictures;

/// <summary>Figures that lie beside data are no frames of it.</summary>
public sealed class FigureMarkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Figures => [.. Drawn.Keys];

    private static Dictionary<string, Func<byte[]>> Drawn { get; } =
        new()
        {
            ["grid"] = () => PngPictures.ToGridBytes([Image(1), Image(2)], 2, GrayRange.Signed),
            ["outline"] = () =>
                PngPictures.ToPngBytes(Image(1), GrayRange.Signed, contours: [new Contour(new Mask(32, 32, new bool[1024]))]),
            ["panels"] = () => PanelPicture.Png("SYNTHETIC", [new Panel("a", "b", Image(1), [])]),
            ["captioned"] = () => PanelGrid.Png([new CaptionedImage("a", Image(1), [])]),
            ["plot"] = () => Plots.Histogram([1, 2, 3, 4], "x").Bytes.ToArray(),
        };

    [Theory]
    [MemberData(nameof(Figures))]
    public void Read_AFigureBesideFrames_IsLeftOutAndCounted(string kind)
    {
        Frames();
        File.WriteAllBytes(_folder.File("preview.png"), Drawn[kind]());
        var notes = new ReadingNotes();
        var read = CineReader.Read(_folder.Path, new CineReaderOptions { Notes = notes });
        Assert.Equal(3, read.Sum(s => s.Frames.Count));
        Assert.Single(
            notes.Lines,
            l => l.Contains("a figure that gancmri drew", StringComparison.Ordinal) && l.Contains("1 file", StringComparison.Ordinal)
        );
        using var picture = SixLabors.ImageSharp.Image.Load(_folder.File("preview.png")); // still a picture
        Assert.True(picture.Width > 0);
    }

    [Fact]
    public void Read_AFigureNamedItself_IsRead()
    {
        File.WriteAllBytes(_folder.File("preview.png"), Drawn["grid"]());
        Assert.Single(CineReader.Read(_folder.File("preview.png")));
        Assert.Contains("a figure", Assert.Throws<InputException>(() => CineReader.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PlainPictures_AreAllRead()
    {
        Frames();
        Assert.All(Directory.GetFiles(_folder.Path), f => Assert.False(FigureMark.Is(PngText.Of(f))));
        Assert.Equal(3, CineReader.Read(_folder.Path).Sum(s => s.Frames.Count));
    }

    private void Frames()
    {
        for (var i = 0; i < 3; i++)
            PngPictures.SavePng(Image(i), GrayRange.Signed, _folder.File($"f{i}.png"));
    }

    private static GrayImage Image(int seed) =>
        new(32, 32, [.. Enumerable.Range(0, 1024).Select(i => MathF.Sin(.01f * (i % 32) * (i / 32) + .02f * seed))]);
}
