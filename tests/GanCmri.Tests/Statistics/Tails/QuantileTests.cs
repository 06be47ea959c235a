using GanCmri.Statistics.Tails;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Tails;

public class QuantileTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.999999)]
    [InlineData(0.999999999999)]
    public void StudentT_FewDegrees_ClosedForms(double level)
    {
        // 1 - level², without cancelling.
        Close(level * Math.Sqrt(2 / ((1 - level) * (1 + level))), Quantile.StudentT(level, 2), 1e-12);
        Close(1 / Math.Tan(Math.PI / 2 * (1 - level)), Quantile.StudentT(level, 1), 1e-12);
    }

    [Theory]
    [InlineData(0.99, 0.3)]
    [InlineData(0.999999, 2)]
    [InlineData(0.999999, 1e7)]
    [InlineData(1e-6, 5)]
    public void StudentT_InvertsItsTail(double level, double df) =>
        Close(1 - level, Tail.StudentT(Quantile.StudentT(level, df), df).Value, 1e-11);

    [Theory]
    [InlineData(0.5, 5e4, 1e-6)]
    [InlineData(0.5, 5e4, 0.999)]
    [InlineData(1, 1e6, 0.025)]
    [InlineData(3, 7, 1e-300)]
    [InlineData(0.01, 0.01, 0.3)]
    [InlineData(5e3, 5e3, 0.5)]
    public void Beta_InvertsItsIntegral(double a, double b, double p)
    {
        var x = Quantile.Beta(a, b, p);
        var tail = p > 0.5 ? BetaIntegral.Ln(b, a, 1 - x, x) - Math.Log(1 - p) : BetaIntegral.Ln(a, b, x, 1 - x) - Math.Log(p);
        // x itself is rounded: next to 1 that is all the error.
        Assert.InRange(tail, -1e-9, 1e-9);
    }

    [Fact]
    public void Beta_OneShapeIsOne_ClosedForm()
    {
        Close(Math.Pow(1e-6, 1 / 0.3), Quantile.Beta(0.3, 1, 1e-6), 1e-12);
        Close(-Math.Log(1 - 1e-6) / 1e9, Quantile.Beta(1, 1e9, 1e-6), 1e-8);
        Close(Math.Pow(0.975, 1e-6), Quantile.Beta(1e6, 1, 0.975), 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Level_OutOfRange_IsRefused(double level)
    {
        Assert.Equal("level", Assert.Throws<ArgumentException>(() => Quantile.Normal(level)).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentException>(() => Quantile.StudentT(level, 5)).ParamName);
        Assert.Equal("p", Assert.Throws<ArgumentException>(() => Quantile.Beta(1, 1, level)).ParamName);
    }
}
