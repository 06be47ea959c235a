using System.Numerics.Tensors;

namespace GanCmri.Evaluation;

/// <summary>
/// Precision: the share of synthetic rows within reach of the real ones. Recall: the share of real rows within reach of the synthetic
/// ones. A row reaches as far as its k-th neighbour (Kynkäänniemi et al. 2019), here its k-th neighbour among other patients'
/// rows: frames of the same cine are near each other whatever the model does.
/// </summary>
/// <param name="Precision">0 to 1.</param>
/// <param name="Recall">0 to 1.</param>
public sealed record PrecisionRecall(double Precision, double Recall)
{
    /// <summary>Measures both.</summary>
    /// <param name="real">Real rows.</param>
    /// <param name="synthetic">Synthetic rows.</param>
    /// <param name="neighbours">k, at least 1.</param>
    /// <exception cref="ArgumentException">A set has no k rows of other patients.</exception>
    public static PrecisionRecall Of(FeatureSet real, FeatureSet synthetic, int neighbours) =>
        new(Reached(synthetic, real, neighbours), Reached(real, synthetic, neighbours));

    private static double Reached(FeatureSet rows, FeatureSet by, int neighbours)
    {
        var reach = new double[by.Rows.Count];
        Parallel.For(0, reach.Length, i => reach[i] = Reach(by, i, neighbours));
        var reached = new bool[rows.Rows.Count];
        Parallel.For(0, reached.Length, i => reached[i] =
            Enumerable.Range(0, reach.Length).Any(j => TensorPrimitives.Distance<double>(rows.Rows[i], by.Rows[j]) <= reach[j]));
        return (double)reached.Count(r => r) / reached.Length;
    }

    private static double Reach(FeatureSet set, int row, int neighbours)
    {
        var distances = Enumerable.Range(0, set.Rows.Count).Where(j => set.Patients[j] != set.Patients[row])
            .Select(j => TensorPrimitives.Distance<double>(set.Rows[row], set.Rows[j])).Order().Take(neighbours).ToArray();
        return distances.Length == neighbours ? distances[^1] : throw new ArgumentException($"expected at least {neighbours} rows of other patients");
    }
}
