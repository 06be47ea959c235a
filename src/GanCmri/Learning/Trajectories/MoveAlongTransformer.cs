using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Learning.Trajectories;

/// <summary>
/// Moves latents along a direction, w_adjusted = w + c k (Vukadinovic et al., PMLR 225, 2023), by one step c for all rows, or by that of a
/// column. Along a direction with a field, each latent follows a path of its own to the same change of the phenotype. A direction of one
/// layer moves all layers of latents in W+ alike.
/// </summary>
public sealed class MoveAlongTransformer : BatchTransformer
{
    private readonly Saved _saved;

    internal MoveAlongTransformer(GanContext context, Saved saved)
        : base(context)
    {
        if (saved.Direction.Length == 0)
            throw new ArgumentException("expected at least one number, found none", "direction");
        saved.Field?.Require(saved.Direction.Length, "direction");
        _saved = saved;
    }

    /// <summary>The direction k.</summary>
    public IReadOnlyList<float> Direction => _saved.Direction;

    /// <summary>How each latent follows a path of its own; null: all follow <see cref="Direction"/>.</summary>
    public FieldDirection? Field => _saved.Field;

    /// <summary>The step c of every row; null when a column gives it.</summary>
    public float? Step => _saved.Step;

    internal const string KindName = "MoveAlong";

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs =>
        _saved.StepColumn is { } step ? [Latent, new InputColumn(step, "step c")] : [Latent];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [
            new OutputColumn(
                _saved.Output,
                "latent w moved along the direction",
                _saved.Layers == 1 ? [Direction.Count] : [_saved.Layers, Direction.Count]
            )
            {
                SlotStem = "w",
            },
        ];

    internal override object State => _saved;

    private InputColumn Latent => LatentLayers.Column(_saved.Input, "latent w", _saved.Layers, Direction.Count);

    internal static MoveAlongTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var step = _saved.Step ?? batch.Input(1, row)[0];
            LatentLayers.Move(
                batch.Input(0, row),
                _saved.Layers,
                w => [Field?.Move(w, step) ?? Vectors.AddScaled(w, step, _saved.Direction)],
                batch.Output(0, row)
            );
        }
    }

    internal sealed record Saved(
        string Output,
        string Input,
        float[] Direction,
        float? Step,
        string? StepColumn,
        FieldDirection? Field = null,
        int Layers = 1
    );
}
