using GanCmri.Statistics;

namespace GanCmri.Studies.Cohorts;

/// <summary>How values go with their targets, heart by heart.</summary>
/// <param name="N">Hearts with a value.</param>
/// <param name="R">Pearson's r of value and target.</param>
/// <param name="Slope">Change of the value with one unit of target, by least squares; 1 is perfect.</param>
/// <param name="Bias">Mean of value less target, in the phenotype's unit.</param>
/// <param name="Error">Root mean square of value less target.</param>
internal sealed record TargetRelation(int N, double R, double Slope, double Bias, double Error)
{
    internal static TargetRelation Of(double[] target, double[] values)
    {
        int[] known = [.. Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i]) && double.IsFinite(target[i]))];
        double[] t = [.. known.Select(i => target[i])],
            v = [.. known.Select(i => values[i])],
            miss = [.. v.Zip(t, (a, b) => a - b)];
        var varied = t.Length >= 3 && t.Distinct().Count() > 1 && v.Distinct().Count() > 1;
        return new TargetRelation(
            t.Length,
            varied ? Correlation.Pearson(t, v).R : double.NaN,
            varied ? LinearFit.Of(t, v).Slope.Estimate : double.NaN,
            miss.Length == 0 ? double.NaN : miss.Average(),
            miss.Length == 0 ? double.NaN : Math.Sqrt(miss.Average(m => m * m))
        );
    }
}
