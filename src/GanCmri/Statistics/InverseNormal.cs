using MathNet.Numerics.Distributions;

namespace GanCmri.Statistics;

/// <summary>Rank-based inverse normal transformation, usual before regressing skewed phenotypes.</summary>
internal static class InverseNormal
{
    /// <summary>Replaces values by normal quantiles of their mid-ranks, (rank - 3/8)/(n + 1/4) (Blom 1958); NaN stays NaN.</summary>
    public static double[] Transform(IReadOnlyList<double> values)
    {
        var known = Enumerable.Range(0, values.Count).Where(i => !double.IsNaN(values[i])).ToArray();
        var ranks = Ranks.Mid(Array.ConvertAll(known, i => values[i]));
        var transformed = values.ToArray();
        for (var i = 0; i < known.Length; i++)
            transformed[known[i]] = Normal.InvCDF(0, 1, (ranks[i] - 0.375) / (known.Length + 0.25));
        return transformed;
    }
}
