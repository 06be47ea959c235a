using GanCmri.Imaging;
using GanCmri.Reports;
using ImageMagick;

namespace GanCmri.Tests.Reports;

public class HeartPicturesTests
{
    private static readonly GrayImage Gray = new(8, 8, new float[64]);

    [Fact]
    public void Cine_Frames_KeepNumberSizeAndTime()
    {
        var frames = Enumerable.Range(0, 5).Select(i => new GrayImage(8, 8, Enumerable.Repeat(-1 + .5f * i, 64).ToArray())).ToArray();
        var picture = HeartPictures.Cine(frames, 40, 2, "alt");
        using var read = new MagickImageCollection(picture.Bytes.ToArray());
        Assert.Equal(5, read.Count);
        Assert.All(read, f => Assert.Equal((16u, 16u, 4u), (f.Width, f.Height, f.AnimationDelay)));
        Assert.Equal(0u, read[0].AnimationIterations);
        byte[] shades = [.. read.Select(f => f.GetPixels().GetPixel(8, 8).GetChannel(0))];
        Assert.Equal([0, 64, 128, 191, 255], shades);
    }

    [Fact]
    public void Frame_WithCavity_OutlinesItAndLeavesTheRest()
    {
        var inside = new bool[64];
        for (var y = 2; y < 6; y++) for (var x = 2; x < 6; x++) inside[y * 8 + x] = true;
        using var plain = new MagickImage(HeartPictures.Frame(Gray, null, 4, "alt").Bytes.ToArray());
        using var outlined = new MagickImage(HeartPictures.Frame(Gray, new Mask(8, 8, inside), 4, "alt").Bytes.ToArray());
        Assert.Equal((32u, 32u), (outlined.Width, outlined.Height));
        Assert.True(Coloured(outlined) is > 30 and < 80, $"{Coloured(outlined)} coloured pixels");
        Assert.Equal(0, Coloured(plain));
        Assert.Equal(128, outlined.GetPixels().GetPixel(16, 16).GetChannel(0)); // the middle of the cavity stays as it was
    }

    private static int Coloured(MagickImage image) => image.GetPixels().Count(p => p.GetChannel(0) != p.GetChannel(2));
}
