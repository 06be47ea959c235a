using System.Numerics.Tensors;

namespace GanCmri.Evaluation;

/// <summary>
/// Which rows lie within reach of the other set. A row reaches as far as its k-th neighbour among the rows of other patients, in both sets
/// alike: frames of one cine are near each other whatever a model does. Radii shrink as a set grows, so the larger set is thinned to the
/// size of the smaller, several times over if need be, and the shares are means: figures of differently many rows do not compare otherwise.
/// </summary>
/// <param name="Precision">Share of synthetic rows within reach of real ones, 0 to 1 (Kynkäänniemi et al. 2019; k = 3 by default).</param>
/// <param name="Recall">Share of real rows within reach of synthetic ones, 0 to 1 (the same).</param>
/// <param name="Density">Real neighbourhoods that a synthetic row lies in, over k: about 1 for the real distribution, above 1 where rows
/// crowd (Naeem et al. 2020; k = 5).</param>
/// <param name="Coverage">Share of real neighbourhoods with a synthetic row in them, 0 to 1 (the same).</param>
internal sealed record Neighbourhoods(double Precision, double Recall, double Density, double Coverage)
{
    /// <summary>k of density and coverage, as published.</summary>
    internal const int DensityNeighbours = 5;

    private const int MostPasses = 5;

    /// <summary>Measures all four.</summary>
    /// <param name="real">Real rows of at least 2 patients.</param>
    /// <param name="synthetic">Synthetic rows of at least 2 subjects.</param>
    /// <param name="neighbours">k of precision and recall, at least 1.</param>
    /// <exception cref="ArgumentException">A set, thinned, has rows of one patient only.</exception>
    public static Neighbourhoods Of(FeatureSet real, FeatureSet synthetic, int neighbours)
    {
        var size = Math.Min(real.Rows.Count, synthetic.Rows.Count);
        var passes = Math.Min(MostPasses, (Math.Max(real.Rows.Count, synthetic.Rows.Count) + size - 1) / size);
        Neighbourhoods[] all =
        [
            .. Enumerable
                .Range(0, passes)
                .Select(pass => OfEqual(real.Thinned(size, pass, passes), synthetic.Thinned(size, pass, passes), neighbours)),
        ];
        return new Neighbourhoods(
            all.Average(n => n.Precision),
            all.Average(n => n.Recall),
            all.Average(n => n.Density),
            all.Average(n => n.Coverage)
        );
    }

    /// <summary>For each row, in how many of these neighbourhoods it lies.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="by">Whose neighbourhoods: at least 2 patients.</param>
    /// <param name="neighbours">k.</param>
    internal static int[] Visits(FeatureSet rows, FeatureSet by, int neighbours)
    {
        var reach = Reaches(by, neighbours);
        var visits = new int[rows.Rows.Count];
        Parallel.For(
            0,
            visits.Length,
            i =>
                visits[i] = Enumerable
                    .Range(0, reach.Length)
                    .Count(j => TensorPrimitives.Distance<double>(rows.Rows[i], by.Rows[j]) <= reach[j])
        );
        return visits;
    }

    private static Neighbourhoods OfEqual(FeatureSet real, FeatureSet synthetic, int neighbours)
    {
        double[] near = Reaches(real, neighbours),
            wide = Reaches(real, DensityNeighbours),
            made = Reaches(synthetic, neighbours);
        bool[] precise = new bool[synthetic.Rows.Count],
            recalled = new bool[real.Rows.Count],
            covered = new bool[real.Rows.Count];
        var visits = 0;
        for (var i = 0; i < real.Rows.Count; i++)
        {
            for (var j = 0; j < synthetic.Rows.Count; j++)
            {
                var distance = TensorPrimitives.Distance<double>(real.Rows[i], synthetic.Rows[j]);
                precise[j] |= distance <= near[i];
                recalled[i] |= distance <= made[j];
                covered[i] |= distance <= wide[i];
                if (distance <= wide[i])
                    visits++;
            }
        }

        return new Neighbourhoods(
            Share(precise),
            Share(recalled),
            (double)visits / DensityNeighbours / synthetic.Rows.Count,
            Share(covered)
        );
    }

    private static double Share(bool[] hits) => (double)hits.Count(h => h) / hits.Length;

    // With fewer rows of other patients than k, the farthest of them.
    private static double[] Reaches(FeatureSet set, int neighbours)
    {
        var reach = new double[set.Rows.Count];
        Parallel.For(
            0,
            reach.Length,
            row =>
            {
                var distances = Enumerable
                    .Range(0, set.Rows.Count)
                    .Where(j => set.Patients[j] != set.Patients[row])
                    .Select(j => TensorPrimitives.Distance<double>(set.Rows[row], set.Rows[j]))
                    .Order()
                    .Take(neighbours)
                    .ToArray();
                reach[row] = distances.Length > 0 ? distances[^1] : double.NaN;
            }
        );
        return reach.Any(double.IsNaN) ? throw new ArgumentException("expected rows of at least 2 patients") : reach;
    }
}
