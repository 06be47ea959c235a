using GanCmri.Learning.Columns;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Makes an <see cref="ApplyTrajectoryTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class ApplyTrajectoryEstimator : GanEstimator<ApplyTrajectoryTransformer>
{
    private readonly ApplyTrajectoryTransformer _applies;

    internal ApplyTrajectoryEstimator(GanContext context, TrajectoryTransformer.Saved saved)
        : base(context) => _applies = new ApplyTrajectoryTransformer(context, saved);

    internal override IReadOnlyList<InputColumn> Inputs => _applies.Inputs;

    internal override IReadOnlyList<OutputColumn> Outputs => _applies.Outputs;

    private protected override ApplyTrajectoryTransformer FitChecked(IDataView input) =>
        new(Context, (TrajectoryTransformer.Saved)_applies.State);
}
