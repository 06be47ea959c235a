namespace GanCmri.Statistics.Cohorts;

/// <summary>
/// Standardised mean difference of cases and controls: difference of means over the root of the mean of both variances, those of the whole
/// table before and after (Austin 2011). Below 0.1 is usually called balanced.
/// </summary>
/// <param name="Column">Column, with the level for text.</param>
/// <param name="Before">In the whole table.</param>
/// <param name="After">In the matched sets, controls of a set weighing 1 together.</param>
internal sealed record Balance(string Column, double Before, double After)
{
    internal static Balance Of(string column, double[] values, IReadOnlyList<bool?> cases, MatchedSets sets)
    {
        int[] known = [.. Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i]) && cases[i] is not null)];
        double[] ill = [.. known.Where(i => cases[i] == true).Select(i => values[i])],
            well = [.. known.Where(i => cases[i] == false).Select(i => values[i])];
        var spread = Math.Sqrt(
            (MathNet.Numerics.Statistics.Statistics.Variance(ill) + MathNet.Numerics.Statistics.Statistics.Variance(well)) / 2
        );
        var differences = known
            .Where(i => sets.Set[i] > 0)
            .GroupBy(i => sets.Set[i])
            .Where(g => g.Any(i => cases[i] == true) && g.Any(i => cases[i] == false))
            .Select(g => g.Where(i => cases[i] == true).Average(i => values[i]) - g.Where(i => cases[i] == false).Average(i => values[i]))
            .DefaultIfEmpty(double.NaN);
        return new Balance(
            column,
            (ill.DefaultIfEmpty(double.NaN).Average() - well.DefaultIfEmpty(double.NaN).Average()) / spread,
            differences.Average() / spread
        );
    }
}
