using GanCmri.Statistics;
using GanCmri.Statistics.Choices;

namespace GanCmri.Tests.Statistics.Choices;

public class ForcedChoiceTests
{
    [Fact]
    public void DPrime_IsRootTwoTimesTheNormalQuantile()
    {
        Assert.Equal(0.953873, ForcedChoice.DPrime(0.75), 6); // sqrt(2) x 0.674490
        Assert.Equal(0, ForcedChoice.DPrime(0.5), 12);
        Assert.Equal(-ForcedChoice.DPrime(0.9), ForcedChoice.DPrime(0.1), 12);
        Assert.Equal(double.PositiveInfinity, ForcedChoice.DPrime(1));
        Assert.Equal(new Interval(ForcedChoice.DPrime(0.4), ForcedChoice.DPrime(0.8)), ForcedChoice.DPrime(new Interval(0.4, 0.8)));
    }

    // Sums of binomial coefficients in whole numbers: at 40 the test rejects up to 13 and from 27, at 120 up to 48, at 6 only 0 and 6, at 5
    // never.
    [Theory]
    [InlineData(40, 0.7, 0.703250169634514)]
    [InlineData(120, 0.6, 0.5395507629305876)]
    [InlineData(20, 0.7, 0.4164137694694348)]
    [InlineData(6, 0.9, 0.531442)]
    [InlineData(5, 0.9, 0)]
    public void Power_IsTheExactChanceOfRejecting(int answers, double share, double expected) =>
        Assert.Equal(expected, ForcedChoice.Power(answers, share), 10);

    [Fact]
    public void Power_OfGuessing_IsAtMostTheLevel()
    {
        foreach (var n in Enumerable.Range(1, 60))
            Assert.InRange(ForcedChoice.Power(n, 0.5), 0, 0.05);
    }

    [Fact]
    public void Detectable_HasTheWantedPowerAndNoLess()
    {
        var share = ForcedChoice.Detectable(40);
        Assert.InRange(ForcedChoice.Power(40, share), 0.8, 0.80001);
        Assert.True(double.IsNaN(ForcedChoice.Detectable(5)));
    }
}
