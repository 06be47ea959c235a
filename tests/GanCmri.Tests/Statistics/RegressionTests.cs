using GanCmri.Statistics;
using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics;

public class RegressionTests
{
    [Fact]
    public void Ols_GoldenCases()
    {
        foreach (var c in Cases("ols"))
        {
            var fit = Ols.Fit(c.Array("y"), c.Columns("X"));
            Assert.Equal(c.Number("df_resid"), fit.DegreesOfFreedom);
            for (var i = 0; i < fit.Coefficients.Count; i++)
            {
                var b = fit.Coefficients[i];
                Close(c.Numbers("beta")[i], b.Estimate, 1e-9);
                Close(c.Numbers("se")[i], b.StandardError, 1e-9);
                Close(c.Numbers("t")[i], b.Statistic, 1e-9);
                CloseP(c.Numbers("p")[i], c.Numbers("p_log10")[i], b.Significance);
                var ci = c.GetProperty("ci95")[i];
                // The reference's t quantile is itself off by 3e-9 (its own tail at 2.018081697 with 42 df is 0.0500000006).
                Close(ci[0].GetDouble(), b.Lower, 1e-8);
                Close(ci[1].GetDouble(), b.Upper, 1e-8);
                for (var j = 0; j < fit.Coefficients.Count; j++)
                    Close(c.GetProperty("cov_params")[i][j].GetDouble(), fit.Covariance[i, j], 1e-9);
            }

            Close(c.Number("r2"), fit.RSquared, 1e-9);
            Close(c.Number("f"), fit.F, 1e-9);
            Close(c.Number("sigma2"), fit.ResidualVariance, 1e-9);
            Close(c.Number("ssr"), fit.ResidualSquares, 1e-9);
        }
    }

    [Fact]
    public void Ols_Hc3_GoldenCases()
    {
        foreach (var c in Cases("ols"))
        {
            var fit = Ols.Fit(c.Array("y"), c.Columns("X"), new RegressionOptions { Hc3 = true });
            for (var i = 0; i < fit.Coefficients.Count; i++)
                Close(c.Numbers("se_hc3")[i], fit.Coefficients[i].StandardError, 1e-9);
        }
    }

    [Fact]
    public void Ols_ConstantAndCollinearColumns_AreDroppedAndNamed()
    {
        double[] x = [1, 2, 3, 4, 5, 6],
            y = [1, 3, 2, 5, 4, 7];
        var fit = Ols.Fit(y, [x, [.. x.Select(v => 7 - 2 * v)], [3, 3, 3, 3, 3, 3]], new RegressionOptions { Names = ["a", "b", "c"] });
        Assert.Equal(["b: collinear", "c: constant"], fit.Dropped.Select(d => $"{d.Name}: {d.Reason}"));
        Assert.Equal(["(intercept)", "a"], fit.Coefficients.Select(b => b.Name));
        Close(Ols.Fit(y, [x]).Coefficients[1].Estimate, fit.Coefficients[1].Estimate, 1e-14);
    }

    [Fact]
    public void Ols_FarFromZero_LosesNothing()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(i => (i * 37 % 50) / 16.0)],
            y = [.. x.Select((v, i) => 2 * v + (i % 7) / 8.0)];
        var near = Ols.Fit(y, [x]).Coefficients[1];
        var far = Ols.Fit(
            [.. y.Select(v => v + (1 << 20))],
            [
                [.. x.Select(v => v + (1 << 20))],
            ]
        ).Coefficients[1];
        Close(near.Estimate, far.Estimate, 1e-12);
        Close(near.StandardError, far.StandardError, 1e-12);
    }

    [Fact]
    public void LinearFit_SameAsRegressionAndCorrelation()
    {
        double[] x = [1, 2, 3, 5, 8, double.NaN],
            y = [2, 1, 4, 6, 7, 3];
        var line = LinearFit.Of(x, y);
        Assert.Equal(5, line.N);
        Close(Correlation.Pearson(x, y).P, line.Slope.P, 1e-12);
        Close(4, line.At(x.Take(5).Average()), 1e-12);
    }
}
