using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Learning.Trajectories;

/// <summary>Turns one latent into those of a whole cine: Vector&lt;Single, n&gt; to Vector&lt;Single, frames, n&gt;.</summary>
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

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "latent w of one frame", Trajectory.Length)];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_saved.Output, "latents of a cine", Frames, Trajectory.Length)];

    internal override object State => _saved;

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var start = batch.Input(0, row).ToArray();
            if (Trajectory is EdToEs line && _saved.StartOffset != 0)
                start = line.TowardsEndDiastole(start, _saved.StartOffset);
            var cine = Trajectory.Cine(start, Frames, _saved.StartPhase);
            var output = batch.Output(0, row);
            for (var t = 0; t < Frames; t++)
                cine[t].CopyTo(output[(t * Trajectory.Length)..]);
        }
    }

    internal sealed record Saved(
        string Output,
        string Input,
        TrajectoryState Trajectory,
        int Frames,
        double StartPhase,
        double StartOffset = 0
    );
}
