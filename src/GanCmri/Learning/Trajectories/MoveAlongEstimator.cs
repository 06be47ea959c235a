using GanCmri.Learning.Columns;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Makes a <see cref="MoveAlongTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class MoveAlongEstimator : GanEstimator<MoveAlongTransformer>
{
    private readonly MoveAlongTransformer _moves;

    internal MoveAlongEstimator(GanContext context, MoveAlongTransformer.Saved moves)
        : base(context) => _moves = new MoveAlongTransformer(context, moves);

    internal override IReadOnlyList<InputColumn> Inputs => _moves.Inputs;

    internal override IReadOnlyList<OutputColumn> Outputs => _moves.Outputs;

    private protected override MoveAlongTransformer FitChecked(IDataView input) => new(Context, (MoveAlongTransformer.Saved)_moves.State);
}
