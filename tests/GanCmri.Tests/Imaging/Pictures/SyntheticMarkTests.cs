using GanCmri.Cli;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Latents;

namespace GanCmri.Tests.Imaging.Pictures;

/// <summary>What a generator made says so, and how large its pixels are.</summary>
public sealed class SyntheticMarkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2.734375)]
    [InlineData(175.0 / 48)]
    [InlineData(null)]
    public void Of_AMarkedPicture_IsWhatWasWritten(double? pixelMm)
    {
        var plain = PngPictures.ToPngBytes(Image, GrayRange.Signed);
        File.WriteAllBytes(_folder.File("a.png"), new SyntheticMark(pixelMm).On(plain));
        Assert.Equal(new SyntheticMark(pixelMm), SyntheticMark.Of(_folder.File("a.png")));
        File.WriteAllBytes(_folder.File("b.png"), plain);
        Assert.Null(SyntheticMark.Of(_folder.File("b.png")));
        Assert.Equal(
            [new SyntheticMark(pixelMm), null],
            new[] { "a.png", "b.png" }.Select(f => PictureFile.ReadMarked(_folder.File(f)).Mark)
        );
        Assert.Equal(PictureFile.Read(_folder.File("b.png")).Pixels, PictureFile.Read(_folder.File("a.png")).Pixels);
    }

    [Fact]
    public void Of_AnotherText_IsNone()
    {
        foreach (var text in new[] { "GanCmri figure", "GanCmri synthetics", "Gimp", "" })
        {
            File.WriteAllBytes(_folder.File("a.png"), PngText.On(PngPictures.ToPngBytes(Image, GrayRange.Signed), text));
            Assert.Null(SyntheticMark.Of(_folder.File("a.png")));
        }

        Assert.Null(SyntheticMark.Of(_folder.File("none.png")));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-2")]
    [InlineData("1e30")]
    [InlineData("2,7")]
    [InlineData("0")]
    [InlineData("1.2.3")]
    [InlineData("")]
    [InlineData("2 ")]
    public void Of_ASizeThatIsNone_KeepsTheMark(string size)
    {
        Write($"GanCmri synthetic, pixel {size} mm");
        Assert.Equal(new SyntheticMark(null), SyntheticMark.Of(_folder.File("a.png")));
    }

    [Fact]
    public void Of_AMegabyteOfDigits_KeepsTheMark()
    {
        Write($"GanCmri synthetic, pixel {new string('1', 1 << 20)} mm");
        Assert.Equal(new SyntheticMark(null), SyntheticMark.Of(_folder.File("a.png")));
        var read = Assert.Single(CineReader.Read(_folder.Path));
        Assert.True(read.Frames[0].IsSynthetic);
        Assert.Null(read.Spacing);
    }

    [Theory]
    [InlineData(.01, false)]
    [InlineData(1.5, false)] // 48 mm
    [InlineData(1.6, true)]
    [InlineData(175.0 / 32, true)]
    [InlineData(15, true)]
    [InlineData(15.7, true)] // 502 mm, as a rounded size of the largest field
    [InlineData(19, false)]
    [InlineData(100, false)]
    public void Spacing_OfAFieldWithoutRoomForAHeart_IsNone(double pixelMm, bool isTaken)
    {
        PixelSpacing? expected = isTaken ? new PixelSpacing(pixelMm, pixelMm) : null;
        Assert.Equal(expected, SyntheticMark.Spacing([new SyntheticMark(pixelMm)], Image));
        File.WriteAllBytes(_folder.File("a.png"), new SyntheticMark(pixelMm).On(PngPictures.ToPngBytes(Image, GrayRange.Signed)));
        Assert.Equal(expected, Assert.Single(CineReader.Read(_folder.Path)).Spacing);
        File.WriteAllText(_folder.File("frames.csv"), "patient,image\np,a.png\n");
        Assert.Equal(expected, Assert.Single(CineReader.Read(_folder.Path)).Spacing);
    }

    [Theory]
    [InlineData(null, 175.0 / 16)]
    [InlineData("G_ema of best.pkl", null)] // nobody knows how much its images show
    public async Task Generate_Pictures_TellWhatTheyAre(string? origin, double? pixelMm)
    {
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network, new NetworkNotes { Origin = origin });
        Assert.Equal(
            0,
            await App.RunAsync([
                .. "generate --seeds 0-2 --device cpu --network".Split(' '),
                _folder.File("g.safetensors"),
                "--outdir",
                _folder.File("out"),
            ])
        );
        var read = Assert.Single(CineReader.Read(_folder.File("out")));
        Assert.Equal(3, read.Frames.Count);
        Assert.All(read.Frames, f => Assert.True(f.IsSynthetic));
        Assert.Equal(pixelMm is { } mm ? new PixelSpacing(mm, mm) : null, read.Spacing);
        Assert.Equal(pixelMm is null ? ["NoPixelSize", "NoTimes"] : ["NoTimes"], read.Doubts.Except([CineDoubts.FramesDiffer]));
    }

    [Fact]
    public void Read_ATableOfMarkedPictures_HasMarksAndItsOwnScaleFirst()
    {
        File.WriteAllBytes(_folder.File("a.png"), new SyntheticMark(2).On(PngPictures.ToPngBytes(Image, GrayRange.Signed)));
        File.WriteAllText(_folder.File("frames.csv"), "patient,image\np,a.png\n");
        var notes = new ReadingNotes();
        var read = Assert.Single(CineReader.Read(_folder.Path, new CineReaderOptions { Notes = notes }));
        Assert.True(notes.HasSynthetic && read.Frames[0].IsSynthetic);
        Assert.Equal(new PixelSpacing(2, 2), read.Spacing);
        File.WriteAllText(_folder.File("frames.csv"), "patient,image,pixel_mm\np,a.png,3\n");
        Assert.Equal(new PixelSpacing(3, 3), Assert.Single(CineReader.Read(_folder.Path)).Spacing);
    }

    [Fact]
    public void At_AMarkedPictureAmongOthers_IsKnownWhenFilesAreListed()
    {
        var plain = PngPictures.ToPngBytes(Image, GrayRange.Signed);
        File.WriteAllBytes(_folder.File("a.png"), plain);
        File.WriteAllBytes(_folder.File("b.png"), FigureMark.On(plain));
        Assert.False(FoundCines.At(_folder.Path, new CineReaderOptions()).HasSynthetic);
        File.WriteAllBytes(_folder.File("c.png"), new SyntheticMark(2).On(plain));
        Assert.True(FoundCines.At(_folder.Path, new CineReaderOptions()).HasSynthetic);
        Assert.True(FoundCines.At(_folder.File("c.png"), new CineReaderOptions()).HasSynthetic);
    }

    private void Write(string text) =>
        File.WriteAllBytes(_folder.File("a.png"), PngText.On(PngPictures.ToPngBytes(Image, GrayRange.Signed), text));

    private static GrayImage Image => new(32, 32, [.. Enumerable.Range(0, 1024).Select(i => MathF.Sin(.01f * (i % 32) * (i / 32)))]);
}
