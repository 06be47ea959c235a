using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Phenotypes.Fitting;

[Collection(nameof(TinySegmenter))]
public class OutlineShiftTests(TinySegmenter tiny)
{
    private readonly LabelledFrame[] _hearts = [.. Enumerable.Range(900, 6).Select(Shapes.Heart)];

    [Fact]
    public void Of_OutlinesMovedByWholePixels_FindsTheMove()
    {
        var networks = tiny.Segmenter.CopyNetworks();
        var (at, moved) = (OutlineShift.Of(networks, _hearts, CancellationToken.None),
            OutlineShift.Of(networks, [.. _hearts.Select(h => h with { Cavity = Moved(h.Cavity, 2, 1) })], CancellationToken.None));
        Assert.Equal(2, moved.X - at.X, 1e-9);
        Assert.Equal(1, moved.Y - at.Y, 1e-9);
    }

    [Fact]
    public void Of_NoCavity_IsZero() =>
        Assert.Equal(default, OutlineShift.Of(tiny.Segmenter.CopyNetworks(), [_hearts[0] with { Cavity = new Mask(256, 256, new bool[256 * 256]) }], CancellationToken.None));

    [Fact]
    public void Segment_WithAShift_OutlinesLieThatMuchFurther()
    {
        var networks = tiny.Segmenter.CopyNetworks();
        var frame = _hearts[0].Image;
        Mask Outline(double x, double y) => new Segmenter(networks with { OutlineShift = new PolygonPoint(x, y) }, CPU).Segment([frame], null).Single().Cavity;
        Assert.Equal(1, MaskAgreement.Of(Moved(Outline(0, 0), 3, 2), Outline(3, 2)).Dice, 1e-9);
    }

    [Fact]
    public void FrameTensors_TakeTheShiftOutOfOutlines_AndLeaveImages()
    {
        using var scope = NewDisposeScope();
        using var plain = new FrameTensors(_hearts, shift: default);
        using var back = new FrameTensors([.. _hearts.Select(h => h with { Cavity = Moved(h.Cavity, 3, 2) })], new PolygonPoint(3, 2));
        Assert.True(plain.Stack.narrow(1, 0, 2).allclose(back.Stack.narrow(1, 0, 2), rtol: 0, atol: 1e-3));
        Assert.Equal(plain.Centres[0].X, back.Centres[0].X, 1e-9);
        using var half = new FrameTensors(_hearts, new PolygonPoint(0.25, 0));
        Assert.Equal(plain.Stack.narrow(1, 1, 1).sum().item<float>(), half.Stack.narrow(1, 1, 1).sum().item<float>(), 1f);
        Assert.Equal(0.25 * plain.Stack.narrow(1, 1, 1).diff(1, 3).abs().sum().item<float>(), (plain.Stack.narrow(1, 1, 1) - half.Stack.narrow(1, 1, 1)).abs().sum().item<float>(), 1.0);
    }

    [Fact]
    public void SaveAndLoad_KeepsTheShift_AsItWas()
    {
        using var folder = new TemporaryFolder();
        var networks = tiny.Segmenter.CopyNetworks() with { OutlineShift = new PolygonPoint(0.25, -0.375) };
        SegmenterFile.Save(folder.File("s.safetensors"), networks, new Dictionary<string, string>());
        Assert.Equal(networks.OutlineShift, SegmenterFile.Load(folder.File("s.safetensors"), CPU).OutlineShift);
    }

    [Theory]
    [InlineData("0.2")]
    [InlineData("0.2 x")]
    [InlineData("NaN 0")]
    [InlineData("0 9")]
    public void Load_AShiftThatIsNone_SaysWhatIsExpected(string text)
    {
        using var folder = new TemporaryFolder();
        tiny.Segmenter.Save(folder.File("s.safetensors"), new Dictionary<string, string>());
        using (var file = GanCmri.Formats.SafetensorsFile.Open(folder.File("s.safetensors")))
        {
            var metadata = file.Metadata.ToDictionary();
            metadata["outline_shift_px"] = text;
            GanCmri.Formats.SafetensorsFile.Write(folder.File("bad.safetensors"), [], metadata);
        }

        var problem = Assert.Throws<InputException>(() => SegmenterFile.Load(folder.File("bad.safetensors"), CPU));
        Assert.Contains("outline_shift_px", problem.Message);
    }

    private static Mask Moved(Mask mask, int right, int down)
    {
        var moved = new bool[mask.Inside.Length];
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
                moved[y * mask.Width + x] = x >= right && y >= down && mask[y - down, x - right];
        }

        return new Mask(mask.Height, mask.Width, moved);
    }
}
