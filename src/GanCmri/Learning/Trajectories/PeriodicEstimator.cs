using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Learning.Trajectories;

/// <summary>Learns a closed, periodic motion.</summary>
public sealed class PeriodicEstimator : TrajectoryEstimator<PeriodicTransformer>
{
    private readonly PeriodicOptions _options;

    internal PeriodicEstimator(GanContext context, string output, string input, PeriodicOptions options)
        : base(context, output, input, options) => _options = options;

    private protected override Trajectory Learn(IReadOnlyList<LatentCine> cines) => new PeriodicFit(_options.Harmonics).Fit(cines).Average;

    private protected override PeriodicTransformer Make(TrajectoryTransformer.Saved saved) => new(Context, saved);
}
