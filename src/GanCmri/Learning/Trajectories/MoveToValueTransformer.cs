using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Trajectories;

namespace GanCmri.Learning.Trajectories;

/// <summary>Moves each latent along a calibrated direction to where the phenotype should have one value, or a column's.</summary>
public sealed class MoveToValueTransformer : BatchTransformer
{
    private readonly Saved _saved;
    private readonly double _square;

    internal MoveToValueTransformer(GanContext context, Saved saved)
        : base(context) => (_saved, _square) = (saved, Vectors.Dot(saved.Direction, saved.Direction));

    /// <summary>The direction k.</summary>
    public IReadOnlyList<float> Direction => _saved.Direction;

    /// <summary>The phenotype as a line in the coordinate along k.</summary>
    public DirectionCalibration Calibration => _saved.Calibration;

    /// <summary>The value asked for in every row, in the phenotype's unit; null when a column gives it.</summary>
    public float? Value => _saved.Value;

    internal const string KindName = "MoveToValue";

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs =>
        _saved.TargetColumn is { } target ? [Latent, new InputColumn(target, "value asked for, in the phenotype's unit")] : [Latent];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_saved.Output, "latent w moved to the value", Direction.Count) { SlotStem = "w" }];

    internal override object State => _saved;

    private InputColumn Latent => new(_saved.Input, "latent w", Direction.Count);

    internal static MoveToValueTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var w = batch.Input(0, row);
            var step = Calibration.StepTo(_saved.Value ?? batch.Input(1, row)[0], Vectors.Dot(w, _saved.Direction) / _square);
            Vectors.AddScaled(w, step, _saved.Direction).CopyTo(batch.Output(0, row));
        }
    }

    internal sealed record Saved(string Output, string Input, string? TargetColumn, float[] Direction, DirectionCalibration Calibration, float? Value = null);
}
