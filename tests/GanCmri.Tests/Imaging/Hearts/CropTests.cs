using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Phantom;

namespace GanCmri.Tests.Imaging.Hearts;

public class CropTests
{
    [Fact]
    public void Apply_AtTheSourcesOwnResolution_CopiesPixels()
    {
        var image = Ramp(256, 256);
        var cut = new HeartCrop { Resolution = 128 }.Apply(image, null, new HeartCentre(100.3, 140.2));
        Assert.Equal((128, 128), (cut.Height, cut.Width));
        for (var y = 0; y < 128; y += 7)
        for (var x = 0; x < 128; x += 7)
            Assert.Equal(image[y + 37, x + 77], cut[y, x]);
    }

    [Fact]
    public void Apply_HalfResolution_AveragesFourPixels()
    {
        var image = Ramp(256, 256);
        var cut = new HeartCrop().Apply(image, null, new HeartCentre(100.3, 140.2));
        Assert.Equal((image[37, 77] + image[37, 78] + image[38, 77] + image[38, 78]) / 4, cut[0, 0], 1e-3);
    }

    [Fact]
    public void Apply_AnySpacing_KeepsTheMeanOfAConstantAndIsBlackOutside()
    {
        var image = new GrayImage(100, 90, [.. Enumerable.Repeat(3f, 9000)]);
        var cut = new HeartCrop { FieldMm = 100 }.Apply(image, new PixelSpacing(1.7, 0.9), new HeartCentre(50, 45));
        Assert.Equal(3, cut[32, 32], 1e-5);
        Assert.Equal(0, cut[32, 0]); // 100 mm are 111 columns of 0.9 mm: 10 beyond the left edge
    }

    [Fact]
    public void Frames_OfOneBeat_ShareOneScaleOfGrey()
    {
        CineSeries Beat(params float[] greys) =>
            new("S1", 0, null, null, [.. greys.Select(g => new CineFrame(new GrayImage(64, 64, [.. Enumerable.Repeat(g, 4096)]), 0, ""))]);
        var crop = new HeartCrop { FieldMm = 40, Resolution = 8 };
        var frames = crop.Frames(Beat(100, 50), new HeartCentre(32, 32))!;
        Assert.All(frames[0].Pixels, v => Assert.Equal(1, v, 1e-5));
        Assert.All(frames[1].Pixels, v => Assert.Equal(0, v, 1e-5));
        Assert.Null(crop.Frames(Beat(0, 0), new HeartCentre(32, 32)));
    }

    [Fact]
    public void Apply_Mask_KeepsAreaTimesScale()
    {
        var mask = new Mask(
            256,
            256,
            [.. Enumerable.Range(0, 65536).Select(i => Math.Pow(i / 256 - 120, 2) + Math.Pow(i % 256 - 130, 2) < 900)]
        );
        var crop = new HeartCrop();
        var centre = HeartCentre.OfMasks([mask])!;
        Assert.Equal(new HeartCentre(120, 130), centre);
        Assert.InRange(crop.Apply(mask, null, centre).Area / (mask.Area * crop.AreaScale(null)), 0.98, 1.02);
    }

    [Fact]
    public void Of_Intensities_TakesThe995thPercentile()
    {
        var scale = IntensityScale.Of([new GrayImage(1, 1001, [.. Enumerable.Range(0, 1001).Select(i => (float)i)])])!;
        Assert.Equal(995, scale.High);
        Assert.Equal([-1f, 0, 1, 1], scale.Apply(new GrayImage(1, 4, [0, 497.5f, 995, 2000])).Pixels);
        Assert.Null(IntensityScale.Of([new GrayImage(1, 2, [0, 0])]));
    }

    [Fact]
    public void Find_BeatingPhantomInAChest_IsWithin15MmOfTheCavity()
    {
        var cohort = new PhantomPopulation(new PhantomOptions { Field = PhantomField.Full256 }, 5);
        var distances = Enumerable
            .Range(0, 4)
            .Select(i =>
            {
                var series = cohort.Subject(i).Render().Series;
                var truth = HeartCentre.OfMasks(series.Frames.Select(f => f.LvCavity!))!;
                return HeartFinder.Find([series], new HeartCrop())!.Centres[0].DistanceTo(truth) * series.Spacing!.RowMm;
            })
            .ToList();
        Assert.All(distances, d => Assert.InRange(d, 0, 15));
    }

    [Fact]
    public void Locate_PixelSizeGivenByTheCrop_IsAsIfTheSeriesToldIt()
    {
        var told = new PhantomPopulation(new PhantomOptions { Field = PhantomField.Full256 }, 5).Subject(0).Render().Series;
        CineSeries half = told with
        {
            Spacing = new PixelSpacing(2 * told.Spacing!.RowMm, 2 * told.Spacing.ColumnMm),
            Frames = [.. told.Frames.Select(f => new CineFrame(AreaResampling.Cut(f.Image, 0, 0, 256, 256, 128, 128), f.TimeMs, ""))],
        };
        var crop = new HeartCrop { AssumedPixelMm = half.Spacing!.RowMm };
        Assert.Equal(Found(half), Found(half with { Spacing = null }));

        (HeartCentre? Centre, double? Evidence) Found(CineSeries series)
        {
            var located = Assert.Single(HeartLocator.Locate([series], crop));
            return (located.Centre, located.Evidence);
        }
    }

    [Fact]
    public void Find_NothingMoves_IsNull()
    {
        var still = new CineFrame(Ramp(64, 64), 0, "a");
        Assert.Null(HeartFinder.Find([new CineSeries("S", 0, null, null, [still, still, still])], new HeartCrop()));
    }

    private static GrayImage Ramp(int height, int width) =>
        new(height, width, [.. Enumerable.Range(0, height * width).Select(i => (float)(i * 7 % 251))]);
}
