using GanCmri.Reports.Hearts;

namespace GanCmri.Tests.Reports.Hearts;

public class BeatEvennessTests
{
    [Fact]
    public void Setback_ABeatThatEmptiesAndFillsOnce_IsNothing()
    {
        Assert.Equal(0, BeatEvenness.Setback([100, 80, 50, 40, 60, 90]));
        Assert.Equal(0, BeatEvenness.Setback([100, double.NaN, 50, 40, double.NaN, 90]));
        Assert.Equal(0, BeatEvenness.Setback([70, 70, 70]));
        Assert.Equal(0, BeatEvenness.Setback([double.NaN]));
    }

    [Fact]
    public void Setback_ABeatThatFillsOnTheWay_IsThatShareOfItsChange()
    {
        Assert.Equal(0.5, BeatEvenness.Setback([100, 60, 90, 40, 80]), 12); // 30 of 60 before end-systole
        Assert.Equal(0.25, BeatEvenness.Setback([100, 50, 40, 85, 70, 95]), 12); // 15 of 60 after it
    }

    [Fact]
    public void Setback_WhereverABeatBegins_IsTheSame()
    {
        Assert.Equal(0.5, BeatEvenness.Setback([40, 80, 100, 60, 90]), 12);
        Assert.Equal(0, BeatEvenness.Setback([50, 40, 60, 90, 100, 80]));
    }
}
