using GanCmri.Phenotypes;
using GanCmri.Tests.Reports.Hearts;

namespace GanCmri.Tests.Phenotypes;

public class MeasuredCineTests
{
    private const int Frames = 10;

    [Fact]
    public void WithFrames_ACorrectedFrame_IsNoLongerImplausible_AndTheBeatIsMeasuredAnew()
    {
        var found = Cine().WithFrames(Areas(small: 4));
        Assert.Equal([4], Marked(found));
        var corrected = found.WithFrames([.. found.Frames.Select((f, i) => i == 4 ? Area(1000 - 40 * i) : f)]);
        Assert.Empty(Marked(corrected));
        Assert.Equal((0, 9, 36.0), (corrected.Cine.EdFrame, corrected.Cine.EsFrame, Math.Round(corrected.Cine.FacPercent, 9)));
        Assert.True(double.IsFinite(corrected.Cine.PeakEmptyingMm2PerS));
    }

    [Fact]
    public void WithFrames_FramesThatAreHardlyOneCine_HaveNoChange()
    {
        var measured = Cine("FramesDiffer").WithFrames(Areas(small: 4));
        Assert.Empty(Marked(measured));
        Assert.Equal((0, -1), (measured.Cine.EdFrame, measured.Cine.EsFrame));
        Assert.True(double.IsNaN(measured.Cine.FacPercent));
    }

    [Fact]
    public void WithFrames_DoubtfulTimes_GiveNoRates()
    {
        var measured = Cine("NoTimes").WithFrames(Areas(small: -1));
        Assert.Equal(36, measured.Cine.FacPercent, 1e-9);
        Assert.True(double.IsNaN(measured.Cine.PeakEmptyingMm2PerS) && double.IsNaN(measured.Cine.TimeToEsMs));
    }

    private static int[] Marked(MeasuredCine cine) =>
        [.. cine.Frames.Index().Where(f => f.Item.Flags.HasFlag(QualityFlags.ImplausibleChange)).Select(f => f.Index)];

    private static MeasuredCine Cine(params string[] doubts) =>
        new(
            "s",
            0,
            null,
            [.. Enumerable.Range(0, Frames).Select(i => $"f{i}")],
            [.. Enumerable.Range(0, Frames)],
            [.. Enumerable.Repeat("", Frames)],
            [.. Enumerable.Range(0, Frames).Select(i => 40.0 * i)],
            [],
            CineMeasures.Of([], [])
        )
        {
            Doubts = doubts,
        };

    private static LvMeasures[] Areas(int small) => [.. Enumerable.Range(0, Frames).Select(i => Area(i == small ? 100 : 1000 - 40 * i))];

    private static LvMeasures Area(double area) => MeasuredFrames.Of(area, 0.8).Measures;
}
