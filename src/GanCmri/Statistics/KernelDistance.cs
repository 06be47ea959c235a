using System.Numerics.Tensors;

namespace GanCmri.Statistics;

/// <summary>
/// The squared maximum mean discrepancy with the kernel (x·y/d + 1)³, unbiased, so it may be below 0 (Gretton et al. 2012, lemma 6; as
/// "KID" Binkowski et al. 2018). Where rows come in clusters (frames of a patient), pairs within a cluster are no independent pairs and are
/// left out: the sums are kept in blocks, one a pair of clusters, and the estimate is over blocks of different clusters. Without clusters
/// this is the published KID of the whole set.
/// </summary>
internal sealed class KernelDistance
{
    private readonly double[,] _withinA,
        _withinB,
        _across;
    private readonly int[] _sizesA,
        _sizesB;

    /// <summary>Sums the kernel over all pairs once, so that resampling clusters is cheap. O(n² d) time.</summary>
    /// <param name="a">n rows of d features.</param>
    /// <param name="clustersA">The cluster of each row, 0 to its number of clusters - 1.</param>
    /// <param name="b">m rows of d features.</param>
    /// <param name="clustersB">As <paramref name="clustersA"/>, numbered on its own.</param>
    /// <exception cref="ArgumentException">Rows of different lengths, or fewer than two clusters in a set.</exception>
    public KernelDistance(IReadOnlyList<double[]> a, IReadOnlyList<int> clustersA, IReadOnlyList<double[]> b, IReadOnlyList<int> clustersB)
    {
        FeatureRows.Width(a, b);
        (_sizesA, _sizesB) = (Sizes(a, clustersA), Sizes(b, clustersB));
        _withinA = Sums(a, clustersA, _sizesA.Length, a, clustersA, _sizesA.Length);
        _withinB = Sums(b, clustersB, _sizesB.Length, b, clustersB, _sizesB.Length);
        _across = Sums(a, clustersA, _sizesA.Length, b, clustersB, _sizesB.Length);
    }

    /// <summary>The published KID of two sets of independent rows.</summary>
    public static double Between(IReadOnlyList<double[]> a, IReadOnlyList<double[]> b) =>
        new KernelDistance(a, [.. Enumerable.Range(0, a.Count)], b, [.. Enumerable.Range(0, b.Count)]).Value;

    /// <summary>The distance of the two sets.</summary>
    public double Value => Weighted(Ones(_sizesA.Length), Ones(_sizesB.Length));

    /// <summary>The distance with clusters counted several times or not at all, as a bootstrap draws them.</summary>
    /// <param name="timesA">How often each cluster of the first set is in.</param>
    /// <param name="timesB">The same for the second set.</param>
    /// <returns>NaN if a set holds fewer than two different clusters.</returns>
    public double Weighted(IReadOnlyList<double> timesA, IReadOnlyList<double> timesB) =>
        Mean(_withinA, timesA, _sizesA, timesA, _sizesA, skipEqual: true)
        + Mean(_withinB, timesB, _sizesB, timesB, _sizesB, skipEqual: true)
        - 2 * Mean(_across, timesA, _sizesA, timesB, _sizesB, skipEqual: false);

    private static double Mean(
        double[,] sums,
        IReadOnlyList<double> rowTimes,
        int[] rowSizes,
        IReadOnlyList<double> columnTimes,
        int[] columnSizes,
        bool skipEqual
    )
    {
        double total = 0,
            pairs = 0;
        for (var p = 0; p < rowSizes.Length; p++)
        {
            for (var q = 0; q < columnSizes.Length; q++)
            {
                if (skipEqual && p == q)
                    continue;
                var times = rowTimes[p] * columnTimes[q];
                total += times * sums[p, q];
                pairs += times * rowSizes[p] * columnSizes[q];
            }
        }

        return total / pairs;
    }

    private static double[,] Sums(
        IReadOnlyList<double[]> a,
        IReadOnlyList<int> clustersA,
        int countA,
        IReadOnlyList<double[]> b,
        IReadOnlyList<int> clustersB,
        int countB
    )
    {
        var sums = new double[countA, countB];
        Parallel.ForEach(
            Enumerable.Range(0, a.Count).GroupBy(i => clustersA[i]),
            cluster =>
            {
                foreach (var i in cluster)
                {
                    for (var j = 0; j < b.Count; j++)
                    {
                        var x = TensorPrimitives.Dot<double>(a[i], b[j]) / a[i].Length + 1;
                        sums[cluster.Key, clustersB[j]] += x * x * x;
                    }
                }
            }
        );
        return sums;
    }

    private static int[] Sizes(IReadOnlyList<double[]> rows, IReadOnlyList<int> clusters)
    {
        if (clusters.Count != rows.Count)
            throw new ArgumentException("expected a cluster for every row");
        var sizes = new int[clusters.Max() + 1];
        foreach (var cluster in clusters)
            sizes[cluster]++;
        return sizes.Length >= 2 ? sizes : throw new ArgumentException("expected at least 2 clusters, found 1");
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
