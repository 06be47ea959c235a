using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Evaluation;

public sealed class LabelAgreementTests
{
    [Fact]
    public void Summary_SmallFramesErrTheOtherWay_PercentIsOfTheSums()
    {
        var labels = new LabelAgreement();
        Add(labels, "a", labelled: 100, found: 80);
        Add(labels, "b", labelled: 10, found: 15);
        // Means of frames: -7.5 px, but +15 %. Of the sums: -15 of 110 px.
        Assert.Contains(
            labels.Summary(),
            l =>
                l.StartsWith(
                    "labels: area, segmenter less label, -7.5 px (-13.6 % of the labels' area, 95 % interval over 2 subjects ",
                    StringComparison.Ordinal
                )
        );
        Assert.Contains(labels.Summary(), l => l.Contains(" -20.0 to 50.0 %), limits of agreement ", StringComparison.Ordinal));
    }

    [Fact]
    public void Summary_OfOneSubject_HasNoInterval()
    {
        var labels = new LabelAgreement();
        Add(labels, "a", labelled: 100, found: 80);
        Assert.Contains(labels.Summary(), l => l.Contains("(-20.0 % of the labels' area, of one subject)", StringComparison.Ordinal));
    }

    private static void Add(LabelAgreement to, string subject, int labelled, int found)
    {
        const int Side = 16;
        bool[] First(int pixels) => [.. Enumerable.Range(0, Side * Side).Select(i => i < pixels)];
        var image = new GrayImage(Side, Side, new float[Side * Side]);
        var frame = new CineFrame(image, double.NaN, "f") { LvCavity = new Mask(Side, Side, First(labelled)) };
        var shares = new GrayImage(Side, Side, Array.ConvertAll(First(found), v => v ? 1f : 0));
        to.Add(
            new CineSeries(subject, 0, null, new PixelSpacing(1, 1), [frame]),
            0,
            new Segmentation(new Mask(Side, Side, First(found)), shares, null, 0, QualityFlags.None)
        );
    }
}
