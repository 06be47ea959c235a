using System.Numerics.Tensors;
using GanCmri.Runtime;

namespace GanCmri.Statistics;

/// <summary>Rows of features as the distances take them.</summary>
internal static class FeatureRows
{
    /// <summary>The common number of features.</summary>
    /// <exception cref="ArgumentException">No rows, rows of different lengths, or a value that is not finite.</exception>
    public static int Width(params ReadOnlySpan<IReadOnlyList<double[]>> sets)
    {
        var width = sets[0].Count > 0 ? sets[0][0].Length : 0;
        foreach (var set in sets)
        {
            if (set.Count == 0 || width == 0)
                throw new ArgumentException("expected rows of features, found none");
            if (set.Any(row => row.Length != width))
                throw new ArgumentException($"expected {width} features in every row", nameof(sets));
            foreach (var row in set)
                Require.Finite(row, nameof(sets));
        }

        return width;
    }

    /// <summary>The mean row.</summary>
    public static double[] Mean(IReadOnlyList<double[]> rows)
    {
        var mean = new double[rows[0].Length];
        foreach (var row in rows)
            TensorPrimitives.Add(mean, row, mean);
        TensorPrimitives.Divide(mean, rows.Count, mean);
        return mean;
    }
}
