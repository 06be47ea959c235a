using GanCmri.Runtime;
using Xunit;

namespace GanCmri.Tests.Runtime;

public class FiguresTests
{
    [Theory]
    [InlineData(0.98123, "0.981")]
    [InlineData(38.26, "38.3")]
    [InlineData(1234.4, "1234")]
    [InlineData(-0.00042, "−0.000420")]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "–")]
    public void Short_Value_HasThreeDigits(double value, string expected) => Assert.Equal(expected, Figures.Short(value));

    [Theory]
    [InlineData(-34.10790539730952, "7.8 × 10⁻³⁵")] // log10(7.8e-35), the paper's sphericity p
    [InlineData(-744.7433, "1.8 × 10⁻⁷⁴⁵")] // below the smallest double
    [InlineData(-4.0001, "1.0 × 10⁻⁴")] // 9.998e-5 rounds up to the next power
    [InlineData(-2, "0.01")]
    [InlineData(double.NaN, "–")]
    public void P_Logarithm_IsExact(double log10P, string expected) => Assert.Equal(expected, Figures.P(log10P));

    [Theory]
    [InlineData(0.98, "0.98")]
    [InlineData(0.9951, "0.995")]
    [InlineData(-0.4, "−0.40")]
    public void Correlation_NearOne_GetsMoreDecimals(double r, string expected) => Assert.Equal(expected, Figures.Correlation(r));

    [Theory]
    [InlineData(38, 40, "38 of 40 (95 %)")]
    [InlineData(1995, 2000, "1995 of 2000 (99.8 %)")] // not 100 %
    public void Share_Counts_GivesPercent(int part, int whole, string expected) => Assert.Equal(expected, Figures.Share(part, whole));

    [Theory]
    [InlineData(.91, .9991, double.PositiveInfinity, "95 % CI 0.91 to 0.999")]
    [InlineData(0, .5, .5, "95 % CI 0.00 to 0.50")]
    [InlineData(0, .938, .5, "n too small for an interval")]
    [InlineData(double.NaN, double.NaN, double.PositiveInfinity, "n too small for an interval")]
    public void Interval_IsGivenWhereThereIsOne(double lower, double upper, double widest, string expected) =>
        Assert.Equal(expected, Figures.Interval(lower, upper, Figures.Correlation, widest));

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void MediansInterval_OfFewHearts_HasNoLimits(int hearts, bool has) =>
        Assert.Equal(has, double.IsFinite(GanCmri.Studies.Medians.Interval([.. Enumerable.Range(0, hearts).Select(i => (double)i)]).Lower));
}
