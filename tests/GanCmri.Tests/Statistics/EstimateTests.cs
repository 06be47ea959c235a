using GanCmri.Statistics;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics;

public class EstimateTests
{
    [Fact]
    public void BinomialShare_GoldenCases()
    {
        foreach (var c in Cases("binomial"))
        {
            var (k, n, p0) = (c.Int("k"), c.Int("n"), c.Number("p0"));
            Close(c.Number("p_two_sided"), BinomialShare.TwoSided(k, n, p0).Value, 1e-8);
            Close(c.Number("p_greater"), BinomialShare.Greater(k, n, p0).Value, 1e-8);
            Close(c.Number("p_less"), BinomialShare.Less(k, n, p0).Value, 1e-8);
            Check(c.Numbers("clopper_pearson95"), BinomialShare.ClopperPearson(k, n));
            Check(c.Numbers("wilson95"), BinomialShare.Wilson(k, n));
        }
    }

    [Fact]
    public void Summary_GoldenCase()
    {
        var c = Section("descriptive");
        var found = Summary.Of([.. c.Array("x"), double.NaN]);
        Assert.Equal((37, 1), (found.N, found.Missing));
        Close(c.Number("mean"), found.Mean, 1e-9);
        Close(c.Number("sd_ddof1"), found.Sd, 1e-9);
        Close(c.Number("var_ddof0"), found.Sd * found.Sd * 36 / 37, 1e-9);
        Close(c.Number("median"), found.Median, 1e-9);
        Close(c.Number("q25_linear"), found.Q25, 1e-9);
        Close(c.Number("q75_linear"), found.Q75, 1e-9);
        Close(c.Number("skew"), found.Skewness, 1e-9);
        Close(c.Number("kurtosis_excess"), found.ExcessKurtosis, 1e-9);
        Close(c.Number("sem"), found.StandardError, 1e-9);
    }

    [Fact]
    public void BlandAltman_GoldenCase()
    {
        var c = Section("bland_altman");
        var found = BlandAltman.Of(c.Array("a"), c.Array("b"));
        Close(c.Number("bias"), found.Bias, 1e-9);
        Close(c.Number("sd"), found.Sd, 1e-9);
        Close(c.Numbers("loa")[0], found.Lower, 1e-9);
        Close(c.Numbers("loa")[1], found.Upper, 1e-9);
        Close(c.Number("mae"), found.MeanAbsoluteError, 1e-9);
        Close(c.Number("rmse"), found.RootMeanSquareError, 1e-9);
        Close(c.Number("r2_of_b_on_a"), LinearFit.Of(c.Array("a"), c.Array("b")).RSquared, 1e-9);
    }

    [Fact]
    public void Auc_GoldenCase()
    {
        var c = Section("auc");
        var found = Auc.Of(c.Array("score"), [.. c.Array("label").Select(v => v > 0)]);
        Close(c.Number("auc"), found.Area, 1e-9);
    }

    [Fact]
    public void Auc_HandComputedCase_HasDeLongError()
    {
        // Cases 3, 1; controls 2, 0: placements 1, 1/2 and 1/2, 1; area 3/4, variance 0.125/2 + 0.125/2.
        var found = Auc.Of([3, 1, 2, 0], [true, true, false, false]);
        Close(0.75, found.Area, 1e-15);
        Close(Math.Sqrt(0.125), found.StandardError, 1e-15);
    }

    [Fact]
    public void InverseNormal_KeepsOrderMissingAndTies()
    {
        var z = InverseNormal.Transform([5, double.NaN, 1, 100, 5]);
        Close(0, z[0], 1e-12);
        Assert.True(double.IsNaN(z[1]));
        Close(-MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.625 / 4.25), -z[2], 1e-12);
        Assert.Equal(z[0], z[4]);
        Close(-z[2], z[3], 1e-12);
    }

    private static void Check(double[] expected, Interval found)
    {
        Close(expected[0], found.Lower, 1e-9);
        Close(expected[1], found.Upper, 1e-9);
    }
}
