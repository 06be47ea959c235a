using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Learning.Trajectories;

/// <summary>Turns one latent into those of a whole cine: Vector&lt;Single, n&gt; to Vector&lt;Single, frames, n&gt;. A motion of one layer
/// that was made before moves all layers of latents in W+ alike: Vector&lt;Single, layers, n&gt; to
/// Vector&lt;Single, frames, layers x n&gt;.</summary>
public abstract class TrajectoryTransformer : BatchTransformer
{
    private readonly Saved _saved;

    private protected TrajectoryTransformer(GanContext context, Saved saved)
        : base(context)
    {
        Require.AtLeast(saved.Frames, 1, "frames");
        (_saved, Trajectory) = (saved, saved.Trajectory.Make());
    }

    /// <summary>The motion, with its fitted vectors as plain arrays.</summary>
    public Trajectory Trajectory { get; }

    /// <summary>Frames in each cine.</summary>
    public int Frames => _saved.Frames;

    internal override IReadOnlyList<InputColumn> Inputs =>
        [LatentLayers.Column(_saved.Input, "latent w of one frame", _saved.Layers, Trajectory.Length)];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_saved.Output, "latents of a cine", Frames, _saved.Layers * Trajectory.Length)];

    internal override object State => _saved;

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
            LatentLayers.Move(batch.Input(0, row), _saved.Layers, Cine, batch.Output(0, row));
    }

    private float[][] Cine(float[] start) =>
        Trajectory.Cine(
            Trajectory is EdToEs line && _saved.StartOffset != 0 ? line.TowardsEndDiastole(start, _saved.StartOffset) : start,
            Frames,
            _saved.StartPhase
        );

    internal sealed record Saved(
        string Output,
        string Input,
        TrajectoryState Trajectory,
        int Frames,
        double StartPhase,
        double StartOffset = 0,
        int Layers = 1
    );
}
