using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Learning.Trajectories;

/// <summary>
/// Says how far latents lie along a phenotype's direction: coordinate = w.k / k.k, so that moving by a step c adds c to it. The fitted
/// direction and its calibration are what guidance uses.
/// </summary>
public sealed class PhenotypeDirectionTransformer : BatchTransformer
{
    private readonly Saved _saved;
    private readonly float[] _perStep;

    internal PhenotypeDirectionTransformer(GanContext context, Saved saved)
        : base(context)
    {
        _saved = saved;
        _perStep = Vectors.Scale(saved.Vector, 1 / Vectors.Dot(saved.Vector, saved.Vector));
        Direction = new PhenotypeDirection(
            saved.Phenotype,
            saved.Method,
            saved.Vector,
            saved.Threshold,
            saved.Low,
            saved.High,
            saved.Contrast
        );
    }

    /// <summary>The fitted direction.</summary>
    public PhenotypeDirection Direction { get; }

    /// <summary>The phenotype as a straight line in the coordinate, over the rows it was fitted on.</summary>
    public DirectionCalibration Calibration => _saved.Calibration;

    internal const string KindName = "PhenotypeDirection";

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "latent w", _saved.Vector.Length)];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_saved.Output, "coordinate along the direction") { Unit = "steps c" }];

    internal override object State => _saved;

    internal static PhenotypeDirectionTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
            batch.Output(0, row)[0] = (float)Vectors.Dot(batch.Input(0, row), _perStep);
    }

    internal sealed record Saved(
        string Output,
        string Input,
        string Phenotype,
        DirectionMethod Method,
        float[] Vector,
        double Threshold,
        int Low,
        int High,
        double Contrast,
        DirectionCalibration Calibration
    );
}
