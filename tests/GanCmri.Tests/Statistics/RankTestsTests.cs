using GanCmri.Statistics;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics;

public class RankTestsTests
{
    [Fact]
    public void Tests_GoldenCases()
    {
        foreach (var c in Cases("two_sample"))
        {
            var (a, b) = (c.Array("a"), c.Array("b"));
            Check(c, "mannwhitney_asymptotic_cc", "U", RankTests.MannWhitney(a, b));
            Check(c, "mannwhitney_asymptotic_nocc", "U", RankTests.MannWhitney(a, b, continuity: false));
            Check(c, "ks", "D", RankTests.KolmogorovSmirnov(a, b));
            if (c.TryGetProperty("mannwhitney_exact", out _))
                Check(c, "mannwhitney_exact", "U", RankTests.MannWhitneyExact(a, b));
            if (c.TryGetProperty("wilcoxon_approx_nocorr", out _))
                Check(c, "wilcoxon_approx_nocorr", "W", RankTests.SignedRank(a, b));
        }
    }

    [Fact]
    public void MannWhitneyExact_Ties_AreRefused() => Assert.Throws<ArgumentException>(() => RankTests.MannWhitneyExact([1, 2], [2, 3]));

    private static void Check(System.Text.Json.JsonElement c, string test, string statistic, TestResult found)
    {
        var expected = c.GetProperty(test);
        Close(expected.Number(statistic), found.Statistic, 1e-9);
        Close(expected.Number("p"), found.P, 1e-8);
        if (expected.TryGetProperty("df", out var df))
            Close(df.GetDouble(), found.DegreesOfFreedom, 1e-9);
    }
}
