namespace GanCmri.Studies.Jobs;

/// <summary>What can be asked of one phenotype.</summary>
/// <param name="Column">Its column in jobs files.</param>
/// <param name="Low">Least value.</param>
/// <param name="High">Largest value.</param>
/// <param name="Unit">Unit after a space; empty for ratios.</param>
/// <param name="Example">A usual value.</param>
internal sealed record TargetRange(string Column, double Low, double High, string Unit, string Example)
{
    public static TargetRange LvArea { get; } = new(JobColumns.LvArea, 100, 10_000, " mm²", "2400");

    /// <summary>At a circle, 1, the index has no gradient to follow.</summary>
    public static TargetRange Sphericity { get; } = new(JobColumns.Sphericity, .5, .98, "", "0.85");

    /// <summary>The nearest value in range.</summary>
    public double Limit(double value) => Math.Clamp(value, Low, High);
}
