namespace GanCmri.Statistics.Power;

/// <summary>How a measurement follows the truth: a line and the spread about it.</summary>
/// <param name="Slope">Change of the measurement with one unit of truth.</param>
/// <param name="Sd">Standard deviation about the line.</param>
/// <param name="N">Pairs.</param>
public sealed record MeasurementError(double Slope, double Sd, int N)
{
    /// <summary>From pairs of truth and measurement, e.g. a cohort's targets and what another network than the steering one
    /// measured.</summary>
    /// <exception cref="ArgumentException">Fewer than 3 complete pairs, or the truth is constant.</exception>
    public static MeasurementError Of(IReadOnlyList<double> truth, IReadOnlyList<double> measured)
    {
        var line = LinearFit.Of(truth, measured);
        return new MeasurementError(line.Slope.Estimate, line.ResidualSd, line.N);
    }
}
