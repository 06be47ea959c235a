using GanCmri.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace GanCmri.Tests.Statistics;

public class BootstrapTests
{
    [Theory]
    [InlineData(BootstrapMethod.Bca)]
    [InlineData(BootstrapMethod.Percentile)]
    public void Interval_OfAMean_IsThatOfTheory(BootstrapMethod method)
    {
        var x = new double[400];
        Normal.Samples(new Xoshiro256StarStar(5), x, 10, 2);
        var found = Bootstrap.Interval(x.Length, rows => rows.Average(i => x[i]), new BootstrapOptions { Method = method });
        Assert.Equal(x.Average(), found.Estimate, 12);
        // Monte Carlo error of a 97.5 % quantile from 2000 draws is about 0.06 standard errors.
        Assert.Equal(x.Average() - 1.96 * 0.1, found.Lower, 0.025);
        Assert.Equal(x.Average() + 1.96 * 0.1, found.Upper, 0.025);
    }

    [Fact]
    public void Interval_Clusters_AreResampledWhole()
    {
        // 20 patients with 10 identical frames each: the mean is as uncertain as 20 values make it, not 200.
        var patient = Enumerable.Range(0, 200).Select(i => i / 10).ToArray();
        var value = patient.Select(p => (double)(p * 7 % 20)).ToArray();
        double Mean(int[] rows) => rows.Average(i => value[i]);
        var clustered = Bootstrap.Interval(patient, Mean);
        Assert.Equal(20, clustered.Units);
        Assert.Equal(Math.Sqrt(33.25 / 20), clustered.StandardError, 0.06);
        Assert.Equal(Math.Sqrt(33.25 / 200), Bootstrap.Interval(200, Mean).StandardError, 0.02);
    }

    [Fact]
    public void Interval_SkewedStatistic_BcaLeansToTheLongTail()
    {
        var x = Enumerable.Range(1, 40).Select(i => Math.Exp(i / 10.0)).ToArray();
        double Mean(int[] rows) => rows.Average(i => x[i]);
        var bca = Bootstrap.Interval(x.Length, Mean);
        var plain = Bootstrap.Interval(x.Length, Mean, new BootstrapOptions { Method = BootstrapMethod.Percentile });
        Assert.True(bca.Lower > plain.Lower && bca.Upper > plain.Upper);
    }

    [Fact]
    public void Interval_SameSeed_SameLimits()
    {
        double[] x = [1, 4, 2, 8, 5, 7];
        double Mean(int[] rows) => rows.Average(i => x[i]);
        Assert.Equal(Bootstrap.Interval(6, Mean), Bootstrap.Interval(6, Mean));
        Assert.NotEqual(Bootstrap.Interval(6, Mean), Bootstrap.Interval(6, Mean, new BootstrapOptions { Seed = 2 }));
    }

    [Fact]
    public void Interval_StatisticWithoutANumber_HasNone()
    {
        var found = Bootstrap.Interval(6, _ => double.NaN);
        Assert.True(double.IsNaN(found.Estimate) && double.IsNaN(found.Lower) && double.IsNaN(found.Upper));
        Assert.Equal(6, found.Units);
    }
}
