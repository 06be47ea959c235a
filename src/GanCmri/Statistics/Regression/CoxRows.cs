namespace GanCmri.Statistics.Regression;

/// <summary>Rows of a survival model.</summary>
/// <param name="Times">n times of event or end of observation, 0 or more.</param>
/// <param name="Events">Whether the event was seen then; false for the censored.</param>
/// <param name="Columns">Columns of n values each.</param>
public sealed record CoxRows(double[] Times, bool[] Events, IReadOnlyList<double[]> Columns)
{
    /// <summary>Known part of the log hazard, n values; default none.</summary>
    public double[]? Offset { get; init; }
}
