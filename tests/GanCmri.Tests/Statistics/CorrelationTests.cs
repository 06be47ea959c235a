using CsCheck;
using GanCmri.Statistics;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics;

public class CorrelationTests
{
    [Fact]
    public void Pearson_GoldenCases()
    {
        foreach (var c in Cases("correlation"))
        {
            var found = Correlation.Pearson(c.Array("x"), c.Array("y"));
            Assert.Equal(c.Int("n"), found.N);
            Close(c.Number("pearson_r"), found.R, 1e-9);
            Close(c.Numbers("pearson_ci95")[0], found.Lower, 1e-9);
            Close(c.Numbers("pearson_ci95")[1], found.Upper, 1e-9);
            CloseP(c.Number("pearson_p"), c.Number("pearson_log10_p"), found.Significance);
        }
    }

    [Fact]
    public void Spearman_GoldenCases()
    {
        foreach (var c in Cases("correlation"))
        {
            var found = Correlation.Spearman(c.Array("x"), c.Array("y"));
            Close(c.Number("spearman_r"), found.R, 1e-9);
            CloseP(c.Number("spearman_p"), c.Number("spearman_log10_p"), found.Significance);
        }
    }

    [Fact]
    public void FromR_GoldenCases_DownTo1EMinus7012()
    {
        foreach (var c in Cases("correlation_from_r_n"))
        {
            var (r, n) = (c.Number("r"), c.Int("n"));
            CloseP(c.Number("p"), c.Number("log10_p"), Correlation.FromR(r, n).Significance);
            foreach (var (name, level) in new[] { ("fisher_ci95", 0.95), ("fisher_ci99", 0.99) })
            {
                var found = Correlation.FromR(r, n, level);
                if (c.GetProperty(name).ValueKind == System.Text.Json.JsonValueKind.Null)
                {
                    Assert.True(double.IsNaN(found.Lower) && double.IsNaN(found.Upper));
                    continue;
                }

                Close(c.Numbers(name)[0], found.Lower, 1e-9);
                Close(c.Numbers(name)[1], found.Upper, 1e-9);
            }
        }
    }

    [Fact]
    public void Partial_GoldenCases()
    {
        foreach (var c in Cases("partial_correlation"))
        {
            var found = Correlation.Partial(c.Array("x"), c.Array("y"), c.Columns("Z"));
            Close(c.Number("partial_r"), found.R, 1e-9);
            CloseP(c.Number("p"), c.Number("log10_p"), found.Significance);
            Close(c.Numbers("fisher_ci95")[0], found.Lower, 1e-9);
            Close(c.Numbers("fisher_ci95")[1], found.Upper, 1e-9);
        }
    }

    [Fact]
    public void Partial_OfWhatTheHeldVariablesExplain_IsNone()
    {
        double[] a = [1, 4, 2, 8, 5, 7],
            b = [3, 1, 4, 1, 5, 9],
            y = [2, 7, 1, 8, 2, 8];
        Assert.True(double.IsNaN(Correlation.Partial([.. a.Zip(b, (u, v) => u + 2 * v)], y, [a, b]).R));
        Assert.True(
            double.IsNaN(
                Correlation
                    .Partial(
                        [double.NaN, double.NaN, 1],
                        [1, 2, 3],
                        [
                            [1, 2, 3],
                        ]
                    )
                    .R
            )
        );
    }

    [Fact]
    public void Pearson_ScaledAndShifted_KeepsItsValue() =>
        Gen.Select(Gen.Double[-5, 5].Array[5, 40], Gen.Double[0.1, 100], Gen.Double[-1000, 1000])
            .Sample(
                (x, scale, shift) =>
                {
                    var y = x.Select((v, i) => v * v - i).ToArray();
                    var r = Correlation.Pearson(x, y).R;
                    var moved = Correlation.Pearson(x, [.. y.Select(v => shift - scale * v)]).R;
                    Assert.Equal(-r, moved, 1e-8);
                    Assert.InRange(r, -1, 1);
                },
                iter: 200
            );

    [Fact]
    public void Spearman_MonotoneTransform_KeepsItsValue() =>
        Gen.Int[-20, 20]
            .Array[5, 40]
            .Sample(
                whole =>
                {
                    var x = whole.Select(v => (double)v).ToArray();
                    var y = x.Select((v, i) => v + i % 3).ToArray();
                    Assert.Equal(Correlation.Spearman(x, y).R, Correlation.Spearman([.. x.Select(Math.Exp)], y).R, 1e-12);
                },
                iter: 200
            );

    [Fact]
    public void Pearson_MissingPairs_AreLeftOut()
    {
        var found = Correlation.Pearson([1, 2, double.NaN, 4, 5], [2, 1, 9, double.NaN, 7]);
        Assert.Equal(3, found.N);
        Close(Correlation.Pearson([1, 2, 5], [2, 1, 7]).R, found.R, 1e-15);
    }

    [Fact]
    public void Pearson_ConstantVariable_HasNoValue()
    {
        var found = Correlation.Pearson([0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4]);
        Assert.True(double.IsNaN(found.R) && double.IsNaN(found.P));
    }
}
