using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

/// <summary>Where the networks look in a stack some of whose frames show the heart elsewhere.</summary>
[Collection(nameof(TinySegmenter))]
public sealed class HeartWindowsTests(TinySegmenter tiny)
{
    private const int Side = 256;
    private static readonly PixelSpacing Spacing = new(1.37, 1.37);
    private static readonly GrayImage Heart = Shapes.Heart(900).Image,
        Elsewhere = Moved(Heart, 19); // 26 mm

    [Fact]
    public void StackWindows_AFrameThatShowsTheHeartElsewhere_IsLookedAtWhereItsNeighboursShowIt()
    {
        IReadOnlyList<GrayImage>[] slices = [.. Enumerable.Range(0, 5).Select(s => (GrayImage[])[Heart, s == 2 ? Elsewhere : Heart])];

        var windows = tiny.Segmenter.StackWindows(slices, Spacing, null);

        Assert.Equal(windows[1].CentreX, windows[2].CentreX, tolerance: 3); // and not half-way between the two
    }

    [Fact]
    public void Windows_StacksOfOnePhase_AreThoseOfOneHeart()
    {
        var (ed, es) = (Stack("P1_ED", 5, _ => Heart), Stack("P1_ES", 3, slice => slice == 1 ? Heart : Elsewhere));

        double[] Places(params CineStack[] group) =>
            [.. MeasuredStacks.Windows(tiny.Segmenter, group, null)[^1].Select(w => w!.Value.CentreX)];

        Assert.All(Places(ed, es), x => Assert.Equal(Places(ed)[0], x, tolerance: 3));
        Assert.Contains(Places(es), x => Math.Abs(x - Places(ed)[0]) > 3); // by itself it is looked at elsewhere
    }

    private static CineStack Stack(string name, int slices, Func<int, GrayImage> picture) =>
        new(
            "P1",
            "NIfTI",
            [name],
            [
                .. Enumerable
                    .Range(0, slices)
                    .Select(i => new CineSeries(
                        "P1",
                        i,
                        8 * i,
                        Spacing,
                        [new CineFrame(picture(i), double.NaN, $"{name}-{i}") { Phase = name[^2..] }]
                    )),
            ]
        );

    private static GrayImage Moved(GrayImage image, int px) =>
        new(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(i => image.Pixels[i / Side * Side + (i % Side + px) % Side])]);
}
