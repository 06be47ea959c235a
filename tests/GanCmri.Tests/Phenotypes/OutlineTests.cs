using GanCmri.Evaluation.Outlines;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using static TorchSharp.torch;

namespace GanCmri.Tests.Phenotypes;

public class OutlineTests
{
    [Fact]
    public void SoftMask_ExcessOfHalfAPixel_IsTheAreaOfTheOutline()
    {
        // A disk of radius 12 drawn with its outline's own pixels reaches half a pixel further.
        var drawn = Shapes.Disk(64, 31.7, 32.2, 12.5);
        Assert.Equal(Math.PI * 144, SoftMask.Of(drawn, 0.5).Sum(p => (double)p), Math.PI * 144 * 0.02);
        Assert.Equal(drawn.Area, SoftMask.Of(drawn, 0).Sum());
    }

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

    [Fact]
    public void Report_KnownMasks_HasDiceBiasPresenceAndEjectionFraction()
    {
        // Two subjects with one slice at ED and ES each; the segmenter draws disks a tenth larger in radius, and one where there is none.
        OutlinedStructure Frame(string subject, string phase, double radius, double found)
        {
            var (manual, own) = (Shapes.Disk(96, 48, 48, radius), Shapes.Disk(96, 48, 48, found));
            var frame = new LabelledFrame(subject, "", phase, "f", new GrayImage(96, 96, new float[96 * 96]), manual, null)
            {
                Source = "x",
                Spacing = new PixelSpacing(1, 1),
                SliceDistanceMm = 10,
            };
            return new OutlinedStructure(
                frame,
                Structure.LeftCavity,
                MaskAgreement.Of(own, manual),
                own.Area,
                manual.Area,
                0,
                QualityFlags.None
            );
        }

        var report = SegmentationReport.Of([
            Frame("a", "ED", 20, 22),
            Frame("a", "ES", 14, 15.4),
            Frame("b", "ED", 24, 26.4),
            Frame("b", "ES", 12, 13.2),
            Frame("b", "ES", 0, 5),
        ]);
        var all = report.Structures.Single(s => s.Phase == "");
        Assert.Equal((4, 2, 1, 0.0), (all.Frames, all.Subjects, all.EmptyFrames, all.Specificity));
        Assert.Equal(2 / (1 + 1.21), all.Dice!.Estimate, 0.01);
        Assert.Equal(21, all.AreaBiasPercent!.Estimate, 1.5);
        var volumes = report.Volumes.Single();
        Assert.Equal(10 * Math.PI * 0.4, volumes.Subjects[0].ManualEdvMl, 0.1);
        Assert.Equal(-100 * Math.PI * 25 / (Math.PI * 26.4 * 26.4) / 2, volumes.EfBias.Estimate, 0.8);
    }
}
