using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Learning.Trajectories;

/// <summary>Moves each latent along a calibrated direction until the phenotype should have the value asked for: one value for all rows, or
/// that of a column. Along a direction with a field, each latent follows a path of its own. A direction of one layer moves all layers of
/// latents in W+ alike.</summary>
public sealed class MoveToValueTransformer : BatchTransformer
{
    private readonly Saved _saved;
    private readonly double _square;

    internal MoveToValueTransformer(GanContext context, Saved saved)
        : base(context)
    {
        saved.Field?.Require(saved.Direction.Length, "direction");
        (_saved, _square) = (saved, Vectors.Dot(saved.Direction, saved.Direction));
    }

    /// <summary>The direction k.</summary>
    public IReadOnlyList<float> Direction => _saved.Direction;

    /// <summary>How each latent follows a path of its own, which is a calibration too; null: all follow <see cref="Direction"/>.</summary>
    public FieldDirection? Field => _saved.Field;

    /// <summary>The phenotype as a line in the coordinate along k; null with a field.</summary>
    public DirectionCalibration? Calibration => _saved.Calibration;

    /// <summary>The value asked for in every row, in the phenotype's unit; null when a column gives it.</summary>
    public float? Value => _saved.Value;

    internal const string KindName = "MoveToValue";

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs =>
        _saved.TargetColumn is { } target ? [Latent, new InputColumn(target, "value asked for, in the phenotype's unit")] : [Latent];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [
            new OutputColumn(
                _saved.Output,
                "latent w moved to the value",
                _saved.Layers == 1 ? [Direction.Count] : [_saved.Layers, Direction.Count]
            )
            {
                SlotStem = "w",
            },
        ];

    internal override object State => _saved;

    private InputColumn Latent => LatentLayers.Column(_saved.Input, "latent w", _saved.Layers, Direction.Count);

    internal static MoveToValueTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var value = _saved.Value ?? batch.Input(1, row)[0];
            LatentLayers.Move(batch.Input(0, row), _saved.Layers, w => [Moved(w, value)], batch.Output(0, row));
        }
    }

    private float[] Moved(float[] w, float value) =>
        Field is { } field
            ? field.Move(w, field.StepTo(w, value))
            : Vectors.AddScaled(w, Calibration!.StepTo(value, Vectors.Dot(w, _saved.Direction) / _square), _saved.Direction);

    internal sealed record Saved(
        string Output,
        string Input,
        string? TargetColumn,
        float[] Direction,
        DirectionCalibration? Calibration,
        float? Value = null,
        FieldDirection? Field = null,
        int Layers = 1
    );
}
