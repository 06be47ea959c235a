using GanCmri.Statistics;
using GanCmri.Statistics.Tails;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Tails;

public class TailTests
{
    [Fact]
    public void StudentT_GoldenCases()
    {
        foreach (var c in Cases("student_t_two_sided"))
            CloseP(c.Number("p_two_sided"), c.Number("log10_p"), Tail.StudentT(c.Number("t"), c.Number("df")));
    }

    [Fact]
    public void Normal_GoldenCases()
    {
        foreach (var c in Cases("normal_two_sided"))
            CloseP(c.Number("p"), c.Number("log10_p"), Tail.Normal(c.Number("z")));
    }

    [Fact]
    public void ChiSquare_GoldenCases()
    {
        foreach (var c in Cases("chi2_sf"))
            Close(c.Number("p"), Tail.ChiSquare(c.Number("x"), c.Number("df")).Value, 1e-8);
    }

    [Theory] // NIST/SEMATECH e-Handbook tables
    [InlineData(0.95, 1, 12.706)]
    [InlineData(0.95, 10, 2.228)]
    [InlineData(0.99, 100, 2.626)]
    public void StudentTQuantile_PrintedTable(double level, double df, double expected) =>
        Assert.Equal(expected, Quantile.StudentT(level, df), 3);

    [Fact]
    public void Quantiles_InvertTheirTails()
    {
        foreach (var df in new[] { 1, 2.5, 17, 400, 1e6 })
            Close(0.01, Tail.StudentT(Quantile.StudentT(0.99, df), df).Value, 1e-11);
    }

    [Fact]
    public void PValue_BelowDoubles_KeepsItsText()
    {
        var p = Tail.Normal(60);
        Assert.Equal(0, p.Value);
        Assert.StartsWith("2.475", p.ToString(), StringComparison.Ordinal); // 2 phi(60)/60 (1 - 1/3600) = 2.475E-784
        Assert.EndsWith("E-784", p.ToString(), StringComparison.Ordinal);
    }
}
