using GanCmri.Learning.Columns;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Makes a <see cref="MoveToValueTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class MoveToValueEstimator : GanEstimator<MoveToValueTransformer>
{
    private readonly MoveToValueTransformer.Saved _saved;
    private readonly MoveToValueTransformer _moves;

    internal MoveToValueEstimator(GanContext context, MoveToValueTransformer.Saved moves)
        : base(context) => (_saved, _moves) = (moves, new MoveToValueTransformer(context, moves));

    // Of one layer or several, which the rows will tell.
    internal override IReadOnlyList<InputColumn> Inputs => [InputColumn.Latent(_saved.Input), .. _moves.Inputs.Skip(1)];

    internal override IReadOnlyList<OutputColumn> Outputs => _moves.Outputs;

    private protected override MoveToValueTransformer FitChecked(IDataView input) =>
        FittedFor.Columns(
            new MoveToValueTransformer(
                Context,
                _saved with
                {
                    Layers = LatentLayers.In(input.Schema, _saved.Input, _saved.Direction.Length),
                }
            ),
            input
        );
}
