using GanCmri.Imaging;
using GanCmri.Reports;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Tests.Reports;

public class HeartPicturesTests
{
    private static readonly GrayImage Gray = new(8, 8, new float[64]);

    [Fact]
    public void Cine_Frames_KeepNumberSizeAndTime()
    {
        var frames = Enumerable.Range(0, 5).Select(i => new GrayImage(8, 8, Enumerable.Repeat(-1 + .5f * i, 64).ToArray())).ToArray();
        var picture = HeartPictures.Cine(frames, 40, 2, "alt");
        using var read = Image.Load<L8>(picture.Bytes.Span);
        Assert.Equal(5, read.Frames.Count);
        var shown = read.Frames.Cast<ImageFrame<L8>>().ToArray();
        Assert.All(shown, f => Assert.Equal((16, 16, 4), (f.Width, f.Height, f.Metadata.GetGifMetadata().FrameDelay)));
        Assert.Equal(0, read.Metadata.GetGifMetadata().RepeatCount);
        byte[] shades = [.. shown.Select(f => f[8, 8].PackedValue)];
        Assert.Equal([0, 64, 128, 191, 255], shades);
    }

    [Fact]
    public void Frame_WithCavity_OutlinesItAndLeavesTheRest()
    {
        var inside = new bool[64];
        for (var y = 2; y < 6; y++)
        for (var x = 2; x < 6; x++)
            inside[y * 8 + x] = true;
        using var plain = Image.Load<Rgb24>(HeartPictures.Frame(Gray, null, 4, "alt").Bytes.Span);
        using var outlined = Image.Load<Rgb24>(HeartPictures.Frame(Gray, new Mask(8, 8, inside), 4, "alt").Bytes.Span);
        Assert.Equal((32, 32), (outlined.Width, outlined.Height));
        Assert.True(Coloured(outlined) is > 30 and < 80, $"{Coloured(outlined)} coloured pixels");
        Assert.Equal(0, Coloured(plain));
        Assert.Equal(128, outlined[16, 16].R); // the middle of the cavity stays as it was
    }

    private static int Coloured(Image<Rgb24> image) =>
        Enumerable.Range(0, image.Width * image.Height).Select(i => image[i % image.Width, i / image.Width]).Count(p => p.R != p.B);
}
