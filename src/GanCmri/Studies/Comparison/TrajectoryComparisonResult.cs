using GanCmri.Evaluation;
using GanCmri.Statistics;

namespace GanCmri.Studies.Comparison;

/// <summary>What came out of a comparison of trajectories.</summary>
/// <param name="Sets">The real set first.</param>
/// <param name="Distances">Fréchet distances of clips, each set against each; a set against itself: random halves of its patients.</param>
public sealed record TrajectoryComparisonResult(IReadOnlyList<MovingSet> Sets, IReadOnlyList<DistanceRow> Distances)
{
    /// <summary>Errors of a set's LV area curves, one a cine.</summary>
    public IReadOnlyList<CurveError> Errors(MovingSet set) => [.. set.Cines.Zip(Sets[0].Cines, CurveError.Of)];

    /// <summary>The mean of some error with its interval over patients; cines without a value are left out.</summary>
    /// <param name="set">One of the sets.</param>
    /// <param name="error">The error of a cine.</param>
    public BootstrapInterval Mean(MovingSet set, Func<CurveError, double> error) =>
        PatientMean.Of(Errors(set).Select(e => new PatientValue(e.Subject, error(e))));

    /// <summary>
    /// How much larger some error is with one set than with another: the mean over cines of the difference, with its interval over
    /// patients; above 0 where <paramref name="worse"/> is worse.
    /// </summary>
    public BootstrapInterval Difference(MovingSet worse, MovingSet better, Func<CurveError, double> error) =>
        PatientMean.Of(Errors(worse).Zip(Errors(better), (w, b) => new PatientValue(w.Subject, error(w) - error(b))));

    /// <summary>The distance of two sets, or of a set's halves.</summary>
    public DistanceRow Distance(MovingSet a, MovingSet b) =>
        Distances.First(d => d.Comparison == $"{a.Name} vs {b.Name}" || d.Comparison == $"{b.Name} vs {a.Name}");
}
