namespace GanCmri.Statistics;

/// <summary>Pairs of which both values are known.</summary>
internal sealed record Pairs(double[] X, double[] Y)
{
    /// <summary>Leaves out pairs with a missing value (NaN).</summary>
    public static Pairs Complete(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count)
            throw new ArgumentException($"expected as many y as x ({x.Count}), found {y.Count}");
        var keep = Enumerable.Range(0, x.Count).Where(i => !double.IsNaN(x[i]) && !double.IsNaN(y[i])).ToArray();
        return new Pairs(Array.ConvertAll(keep, i => x[i]), Array.ConvertAll(keep, i => y[i]));
    }
}
