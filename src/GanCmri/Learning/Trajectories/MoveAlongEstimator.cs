using GanCmri.Learning.Columns;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Makes a <see cref="MoveAlongTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class MoveAlongEstimator : GanEstimator<MoveAlongTransformer>
{
    private readonly MoveAlongTransformer.Saved _saved;
    private readonly MoveAlongTransformer _moves;

    internal MoveAlongEstimator(GanContext context, MoveAlongTransformer.Saved moves)
        : base(context) => (_saved, _moves) = (moves, new MoveAlongTransformer(context, moves));

    // Of one layer or several, which the rows will tell.
    internal override IReadOnlyList<InputColumn> Inputs => [InputColumn.Latent(_saved.Input), .. _moves.Inputs.Skip(1)];

    internal override IReadOnlyList<OutputColumn> Outputs => _moves.Outputs;

    private protected override MoveAlongTransformer FitChecked(IDataView input) =>
        FittedFor.Columns(
            new MoveAlongTransformer(
                Context,
                _saved with
                {
                    Layers = LatentLayers.In(input.Schema, _saved.Input, _saved.Direction.Length),
                }
            ),
            input
        );
}
