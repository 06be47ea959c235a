namespace GanCmri.Statistics;

/// <summary>A confidence interval.</summary>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>Whether a value lies in the interval, limits included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;
}
