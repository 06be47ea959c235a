using CsCheck;
using GanCmri.Statistics;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics;

public class MultipleTestingTests
{
    [Theory]
    [InlineData("bonferroni")]
    [InlineData("holm")]
    [InlineData("fdr_bh")]
    [InlineData("fdr_by")]
    public void Adjust_GoldenCases(string method)
    {
        foreach (var c in Cases("multiple_testing"))
        {
            var p = c.Numbers("p");
            var adjusted = method switch
            {
                "bonferroni" => MultipleTesting.Bonferroni(p),
                "holm" => MultipleTesting.Holm(p),
                "fdr_bh" => MultipleTesting.BenjaminiHochberg(p),
                _ => MultipleTesting.BenjaminiYekutieli(p),
            };
            var expected = c.GetProperty(method).Numbers("adjusted");
            for (var i = 0; i < p.Length; i++)
                Close(expected[i], adjusted[i], 1e-9);
            Assert.Equal(
                c.GetProperty(method).GetProperty("reject").EnumerateArray().Select(v => v.GetBoolean()),
                adjusted.Select(v => v <= 0.05)
            );
        }
    }

    [Fact]
    public void BenjaminiHochberg_KeepsOrderAndNeverFallsBelowP() =>
        Gen.Double[0, 1]
            .Array[1, 60]
            .Sample(
                p =>
                {
                    var q = MultipleTesting.BenjaminiHochberg(p);
                    var order = Enumerable.Range(0, p.Length).OrderBy(i => p[i]).ToArray();
                    for (var k = 0; k < p.Length; k++)
                    {
                        Assert.InRange(q[k], p[k], 1);
                        if (k > 0)
                            Assert.True(q[order[k - 1]] <= q[order[k]]);
                    }
                },
                iter: 300
            );

    [Fact]
    public void Adjust_TestsThatWereNotPossible_AreNotCounted() =>
        Assert.Equal([0.02, double.NaN, 0.04], MultipleTesting.Bonferroni([0.01, double.NaN, 0.02]));
}
