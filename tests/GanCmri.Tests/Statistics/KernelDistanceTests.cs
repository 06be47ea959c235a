using GanCmri.Statistics;

namespace GanCmri.Tests.Statistics;

public class KernelDistanceTests
{
    [Fact]
    public void Between_Samples_EqualsReference()
    {
        var value = KernelDistance.Between(FrechetDistanceTests.Rows("few_real"), FrechetDistanceTests.Rows("few_gen"));
        Assert.InRange(value / 0.03886964045808128, 1 - 1e-8, 1 + 1e-8);
    }

    [Fact]
    public void Value_WithClusters_LeavesPairsWithinAClusterOut()
    {
        double[][] a =

            [
                [1, 0],
                [2, 1],
                [0, 3],
            ],
            b =

            [
                [1, 1],
                [4, 0],
                [2, 2],
            ];
        int[] clusters = [0, 0, 1];
        // Within a set, only the pairs of rows (0, 2) and (1, 2) are of two clusters.
        var expected =
            (K(a[0], a[2]) + K(a[1], a[2])) / 2
            + (K(b[0], b[2]) + K(b[1], b[2])) / 2
            - 2 * a.SelectMany(x => b.Select(y => K(x, y))).Average();
        Assert.Equal(expected, new KernelDistance(a, clusters, b, clusters).Value, 10);
    }

    [Fact]
    public void Weighted_ClusterTwice_CountsItTwiceButNeverAgainstItself()
    {
        double[][] a =

            [
                [1, 0],
                [2, 1],
                [0, 3],
            ],
            b =

            [
                [1, 1],
                [4, 0],
            ];
        var distance = new KernelDistance(a, [0, 1, 2], b, [0, 1]);
        var within = (2 * K(a[0], a[1]) + 2 * K(a[0], a[2]) + K(a[1], a[2])) / 5;
        var across = (2 * (K(a[0], b[0]) + K(a[0], b[1])) + K(a[1], b[0]) + K(a[1], b[1]) + K(a[2], b[0]) + K(a[2], b[1])) / 8;
        Assert.Equal(within + K(b[0], b[1]) - 2 * across, distance.Weighted([2, 1, 1], [1, 1]), 10);
        Assert.True(double.IsNaN(distance.Weighted([3, 0, 0], [1, 1])));
    }

    [Fact]
    public void Constructor_OneCluster_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            new KernelDistance(
                [
                    [1.0],
                    [2],
                ],
                [0, 0],
                [
                    [1.0],
                    [2],
                ],
                [0, 1]
            )
        );

    private static double K(double[] x, double[] y) => Math.Pow(x.Zip(y, (p, q) => p * q).Sum() / x.Length + 1, 3);
}
