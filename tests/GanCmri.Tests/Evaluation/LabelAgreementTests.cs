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
        // Means of frames: -7.5 mm², but +15 %. Of the sums: -15 of 110 mm².
        Assert.Contains(
            labels.Summary(),
            l =>
                l.StartsWith(
                    "labels: area, segmenter less label, -7.5 mm² (-13.6 % of the labels' area, 95 % interval over 2 subjects ",
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

    [Fact]
    public void Summary_PixelsOfSeveralSizes_IsInMm2()
    {
        var labels = new LabelAgreement();
        Add(labels, "a", labelled: 100, found: 80, pixelMm: 1);
        Add(labels, "b", labelled: 10, found: 20, pixelMm: 2);
        // -20 and +40 mm² of 140, though -20 and +10 px; pixel sizes that are not told count for nothing beside those.
        const string Expected = "labels: area, segmenter less label, 10.0 mm² (14.3 % of the labels' area, ";
        Assert.Contains(labels.Summary(), l => l.StartsWith(Expected, StringComparison.Ordinal));
        Assert.Contains(labels.Summary(), l => l.EndsWith(" mm²", StringComparison.Ordinal));
        Add(labels, "c", labelled: 10, found: 200, pixelMm: null);
        Assert.Contains(
            labels.Summary(),
            l =>
                l.StartsWith(Expected, StringComparison.Ordinal)
                && l.EndsWith(" mm², of the 2 frames with a pixel size", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Summary_NoPixelSizes_IsInPixels()
    {
        var labels = new LabelAgreement();
        Add(labels, "a", labelled: 100, found: 80, pixelMm: null);
        Assert.Contains(labels.Summary(), l => l.StartsWith("labels: area, segmenter less label, -20.0 px ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ED", "ES")]
    [InlineData("", "")] // nobody says it: the larger is end-diastole
    public void Summary_TwoPhases_AreToldApart(string first, string second)
    {
        var labels = new LabelAgreement();
        foreach (var subject in (string[])["a", "b"])
        {
            Add(labels, subject, labelled: 100, found: 90, phase: first);
            Add(labels, subject, labelled: 50, found: 60, phase: second, number: 1);
        }

        Assert.Contains(labels.Summary(), l => l.StartsWith("labels: area, segmenter less label, 0.0 mm² ", StringComparison.Ordinal));
        foreach (var (phase, bias) in new[] { ("ED", "-10.0"), ("ES", "10.0") })
            Assert.Contains(
                labels.Summary(),
                l =>
                    l.StartsWith($"labels at {phase}: 2 frames with a labelled cavity, Dice 0.9", StringComparison.Ordinal)
                    && l.Contains($"; area, segmenter less label, {bias} mm² (", StringComparison.Ordinal)
            );
    }

    [Fact]
    public void Summary_OneFrameWhosePhaseIsNotTold_IsOfNone()
    {
        var labels = new LabelAgreement();
        Add(labels, "a", labelled: 100, found: 90);
        Assert.DoesNotContain(labels.Summary(), l => l.StartsWith("labels at", StringComparison.Ordinal));
    }

    private static void Add(
        LabelAgreement to,
        string subject,
        int labelled,
        int found,
        double? pixelMm = 1,
        string phase = "",
        int number = 0
    )
    {
        const int Side = 16;
        bool[] First(int pixels) => [.. Enumerable.Range(0, Side * Side).Select(i => i < pixels)];
        var image = new GrayImage(Side, Side, new float[Side * Side]);
        var frame = new CineFrame(image, double.NaN, "f")
        {
            LvCavity = new Mask(Side, Side, First(labelled)),
            Phase = phase,
            Number = number,
        };
        var shares = new GrayImage(Side, Side, Array.ConvertAll(First(found), v => v ? 1f : 0));
        to.Add(
            new CineSeries(subject, 0, null, pixelMm is { } mm ? new PixelSpacing(mm, mm) : null, [frame]),
            0,
            new Segmentation(new Mask(Side, Side, First(found)), shares, null, 0, QualityFlags.None)
        );
    }
}
