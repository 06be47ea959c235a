using GanCmri.Statistics;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;
using static GanCmri.Tests.Statistics.StatisticsGolden;
using Logistic = GanCmri.Statistics.Regression.Logistic;

namespace GanCmri.Tests.Statistics.Regression;

/// <summary>CR2: closed forms, and the definition in n x n matrices.</summary>
public class BiasReducedTests
{
    [Fact]
    public void Fit_ClustersOfOneRowInTwoGroups_IsWelchWithItsClosedForm()
    {
        double[] a = [3, 5, 4, 8, 6],
            b = [1, 2, 4, 1, 3, 2, 5, 9];
        var slope = Fit([.. a, .. b], [.. Enumerable.Range(0, 13).Select(i => i < 5 ? 1.0 : 0)], [.. Enumerable.Range(0, 13)]);
        Close(Welch(a, b), slope.Statistic, 1e-12);
        // Imbens and Kolesár (2016): (n1 + n0)² (n1 - 1) (n0 - 1) / (n1² (n1 - 1) + n0² (n0 - 1)).
        Close(169.0 * 4 * 7 / (25 * 4 + 64 * 7), slope.DegreesOfFreedom, 1e-12);
    }

    [Fact]
    public void Fit_TreatedClustersOfOneSize_IsWelchOfTheirMeans()
    {
        var (y, clusters) = Clustered(9, 4, 1);
        double[] treated = [.. clusters.Select(c => c < 3 ? 1.0 : 0)];
        var means = Enumerable.Range(0, 9).Select(c => y.Where((_, i) => clusters[i] == c).Average()).ToArray();
        var slope = Fit(y, treated, clusters);
        Close(Welch(means[..3], means[3..]), slope.Statistic, 1e-10);
        Close(81.0 * 2 * 5 / (9 * 2 + 36 * 5), slope.DegreesOfFreedom, 1e-10);
    }

    [Fact]
    public void Fit_UnequalClusters_EqualsTheDefinition()
    {
        var random = new Xoshiro256StarStar(5);
        int[] clusters = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 4, 4, 4, 4, 4, 5, 5];
        var n = clusters.Length;
        double[] y = Draw(random, n),
            x = Draw(random, n),
            z = [.. clusters.Select(c => c % 2 + 0.1 * random.NextDouble())];
        var fit = Ols.Fit(y, [x, z], new RegressionOptions { Clusters = clusters });

        var design = Matrix<double>.Build.Dense(
            n,
            3,
            (i, j) =>
                j == 0 ? 1
                : j == 1 ? x[i]
                : z[i]
        );
        var bread = (design.Transpose() * design).Inverse();
        var residual = Matrix<double>.Build.DenseIdentity(n) - design * bread * design.Transpose();
        var errors = residual * Vector<double>.Build.Dense(y);
        var parts = Enumerable
            .Range(0, 6)
            .Select(g =>
            {
                int[] rows = [.. Enumerable.Range(0, n).Where(i => clusters[i] == g)];
                var own = Matrix<double>
                    .Build.Dense(rows.Length, rows.Length, (i, j) => residual[rows[i], rows[j]])
                    .Evd(Symmetricity.Symmetric);
                var spread =
                    own.EigenVectors
                    * Matrix<double>.Build.DenseOfDiagonalVector(own.EigenValues.Map(v => 1 / Math.Sqrt(v.Real)))
                    * own.EigenVectors.Transpose();
                var xg = Matrix<double>.Build.DenseOfRowVectors(rows.Select(i => design.Row(i)));
                var selector = Matrix<double>.Build.Dense(rows.Length, n, (i, j) => rows[i] == j ? 1 : 0);
                return bread * xg.Transpose() * spread * selector; // [3, n]: the estimates' share of a cluster
            })
            .ToArray();
        for (var j = 0; j < 3; j++)
        {
            var weights = Matrix<double>.Build.DenseOfRowVectors(parts.Select(p => p.Row(j) * residual));
            var gram = weights * weights.Transpose();
            Close(Math.Sqrt(parts.Sum(p => Math.Pow(p.Row(j).DotProduct(errors), 2))), fit.Coefficients[j].StandardError, 1e-9);
            Close(Math.Pow(gram.Trace(), 2) / (gram * gram).Trace(), fit.Coefficients[j].DegreesOfFreedom, 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 20)] // one treated cluster
    [InlineData(1, 2)] // two clusters: the error would be rounding
    [InlineData(19, 20)]
    public void Fit_OneClusterAloneDecides_HasNoError(int treated, int all)
    {
        var (y, clusters) = Clustered(all, 5, 2);
        var slope = Fit(y, [.. clusters.Select(c => c < treated ? 1.0 : 0)], clusters);
        Assert.True(double.IsFinite(slope.Estimate));
        Assert.True(double.IsNaN(slope.StandardError) && double.IsNaN(slope.Lower) && double.IsNaN(slope.P));
    }

    [Fact]
    public void Fit_ManyClusters_AgreesWithCr1()
    {
        var (y, clusters) = Clustered(2000, 5, 3);
        double[] x = [.. y.Select((_, i) => (double)(i * 37 % 101))];
        var plain = Ols.Fit(y, [x], new RegressionOptions { Clusters = clusters, ClusterErrors = ClusterErrors.Cr1 }).Coefficients[1];
        var slope = Fit(y, x, clusters);
        Close(plain.StandardError, slope.StandardError, 2e-3);
        Assert.InRange(slope.DegreesOfFreedom, 1000, 2000);
    }

    [Fact]
    public void Logistic_ClustersOfOneRowInTwoGroups_HasTheVarianceOfTheShares()
    {
        // Working weights w = p (1 - p) are equal within a group, so CR2 divides each group's variance by its n - 1 in place of n.
        bool[] cases = [.. Enumerable.Range(0, 30).Select(i => i is 0 or 1 or 2 || i % 2 == 0)];
        double[] group = [.. cases.Select((_, i) => i < 12 ? 1.0 : 0)];
        var slope = Logistic.Fit(cases, [group], new RegressionOptions { Clusters = [.. Enumerable.Range(0, 30)] }).Coefficients[1];
        double Variance(double[] y) => 1 / (y.Average() * (1 - y.Average()) * (y.Length - 1));
        double[] y = [.. cases.Select(c => c ? 1.0 : 0)];
        Close(Math.Sqrt(Variance(y[..12]) + Variance(y[12..])), slope.StandardError, 1e-9);
    }

    private static Coefficient Fit(double[] y, double[] x, int[] clusters) =>
        Ols.Fit(y, [x], new RegressionOptions { Clusters = clusters }).Coefficients[1];

    private static (double[] Y, int[] Clusters) Clustered(int count, int rows, int seed)
    {
        var random = new Xoshiro256StarStar(seed);
        var shared = Draw(random, count);
        int[] clusters = [.. Enumerable.Range(0, count * rows).Select(i => i / rows)];
        return ([.. clusters.Select(c => shared[c] + Normal.Sample(random, 0, 1))], clusters);
    }

    private static double[] Draw(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => Normal.Sample(random, 0, 1))];

    private static double Welch(double[] a, double[] b) =>
        (a.Mean() - b.Mean()) / Math.Sqrt(a.Variance() / a.Length + b.Variance() / b.Length);
}
