using GanCmri.Evaluation.Outlines;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Tests.Phenotypes;

namespace GanCmri.Tests.Evaluation.Outlines;

public class SegmentationReportTests
{
    [Fact]
    public void Of_KnownMasks_HasDiceBiasPresenceAndEjectionFraction()
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
