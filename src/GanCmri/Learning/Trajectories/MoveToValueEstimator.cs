using GanCmri.Learning.Columns;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Makes a <see cref="MoveToValueTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class MoveToValueEstimator : GanEstimator<MoveToValueTransformer>
{
    private readonly MoveToValueTransformer _moves;

    internal MoveToValueEstimator(GanContext context, MoveToValueTransformer.Saved moves)
        : base(context) => _moves = new MoveToValueTransformer(context, moves);

    internal override IReadOnlyList<InputColumn> Inputs => _moves.Inputs;

    internal override IReadOnlyList<OutputColumn> Outputs => _moves.Outputs;

    private protected override MoveToValueTransformer FitChecked(IDataView input) =>
        new(Context, (MoveToValueTransformer.Saved)_moves.State);
}
