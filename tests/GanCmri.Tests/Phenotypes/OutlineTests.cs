using GanCmri.Imaging;
using GanCmri.Phenotypes;
using static TorchSharp.torch;

namespace GanCmri.Tests.Phenotypes;

public class OutlineTests
{
    [Fact]
    public void WithRight_HeaviestRegionBesideTheLeftCavity_IsTheRightVentricle()
    {
        var left = Shapes.Ellipse(64, 40, 32, 8, 8, 0);
        var right = Shapes.Ellipse(64, 22, 32, 9, 9, 0).Pixels.Zip(left.Pixels, (r, l) => Math.Max(r, l)).ToArray();
        right[2 * 64 + 2] = 1; // a speck
        var outline = CavityCleaning.WithRight(CavityCleaning.Clean([.. left.Pixels], new float[64 * 64], 64, 64), right);
        Assert.Equal(Math.PI * 81, outline.RightAreaPx, 12.0);
        Assert.True(MaskAgreement.Of(outline.RightCavity!, Shapes.Disk(64, 22, 32, 9)).Dice > 0.97);
        Assert.DoesNotContain(true, outline.RightCavity!.Inside.Zip(outline.Cavity.Inside, (r, l) => r && l));
    }

    [Fact]
    public void WithRight_Nothing_HasNoAreaButIsKnown()
    {
        var outline = CavityCleaning.WithRight(
            CavityCleaning.Clean([.. Shapes.Ellipse(64, 40, 32, 8, 8, 0).Pixels], new float[64 * 64], 64, 64),
            new float[64 * 64]
        );
        Assert.Null(outline.RightCavity);
        Assert.Equal(0, outline.RightAreaPx);
    }

    [Fact]
    public void TemporalSmoothing_SlipBetweenLikeFrames_IsMended_AndABeatIsLeftAsItIs()
    {
        using var scope = NewDisposeScope();
        Tensor Cavity(double x, double radius) => tensor(Shapes.Ellipse(64, x, 32, radius, radius, 0).Pixels, [1, 1, 64, 64]);
        var beat = cat([.. Enumerable.Range(0, 12).Select(t => Cavity(32, 14 + 5 * Math.Cos(2 * Math.PI * t / 12)))]);
        Assert.True(TemporalSmoothing.Apply(beat).equal(beat).all().item<bool>());
        var slipped = beat.clone();
        slipped[5].copy_(Cavity(10, 6)[0]);
        var mended = TemporalSmoothing.Apply(slipped);
        Assert.Equal((beat[4] + beat[6]).sum().item<float>() / 2, mended[5].sum().item<float>(), 0.5f);
        Assert.True(mended.narrow(0, 6, 6).equal(beat.narrow(0, 6, 6)).all().item<bool>());
    }

    [Fact]
    public void Hausdorff95_OneStrayPixel_CountsLessThanTheGreatestDistance()
    {
        var disk = Shapes.Disk(64, 32, 32, 10);
        var stray = new Mask(64, 64, (bool[])disk.Inside.Clone());
        stray.Inside[2 * 64 + 2] = true;
        var agreement = MaskAgreement.Of(stray, disk);
        Assert.True(agreement.HausdorffPx > 25);
        Assert.Equal(0, agreement.Hausdorff95Px);
    }
}
