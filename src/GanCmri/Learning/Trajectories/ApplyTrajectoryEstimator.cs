using GanCmri.Learning.Columns;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Makes an <see cref="ApplyTrajectoryTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class ApplyTrajectoryEstimator : GanEstimator<ApplyTrajectoryTransformer>
{
    private readonly TrajectoryTransformer.Saved _saved;
    private readonly ApplyTrajectoryTransformer _applies;

    internal ApplyTrajectoryEstimator(GanContext context, TrajectoryTransformer.Saved saved)
        : base(context) => (_saved, _applies) = (saved, new ApplyTrajectoryTransformer(context, saved));

    // Of one layer or several, which the rows will tell.
    internal override IReadOnlyList<InputColumn> Inputs => [InputColumn.Latent(_saved.Input)];

    internal override IReadOnlyList<OutputColumn> Outputs => _applies.Outputs;

    private protected override ApplyTrajectoryTransformer FitChecked(IDataView input) =>
        FittedFor.Columns(
            new ApplyTrajectoryTransformer(
                Context,
                _saved with
                {
                    Layers = LatentLayers.In(input.Schema, _saved.Input, _applies.Trajectory.Length),
                }
            ),
            input
        );
}
