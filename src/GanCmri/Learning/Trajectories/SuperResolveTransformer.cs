using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Learning.Trajectories;

/// <summary>More frames for a cine: Vector&lt;Single, M, n&gt; to Vector&lt;Single, frames, n&gt;, each row from its own latents
/// alone.</summary>
public sealed class SuperResolveTransformer : BatchTransformer
{
    private readonly Saved _saved;

    internal SuperResolveTransformer(GanContext context, Saved saved)
        : base(context) => _saved = saved;

    /// <summary>Frames in each cine made.</summary>
    public int Frames => _saved.Frames;

    internal const string KindName = "SuperResolve";

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs =>
        [new InputColumn(_saved.Input, "latents of a cine", _saved.SourceFrames, _saved.Length)];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_saved.Output, "latents of the cine with more frames", Frames, _saved.Length)];

    internal override object State => _saved;

    internal static SuperResolveTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var cine = new float[_saved.SourceFrames][];
            for (var t = 0; t < cine.Length; t++)
                cine[t] = batch.Input(0, row).Slice(t * _saved.Length, _saved.Length).ToArray();
            var finer = _saved.Method == SuperResolution.Periodic ? Periodic(cine) : Transitions(cine);
            for (var t = 0; t < Frames; t++)
                finer[t].CopyTo(batch.Output(0, row)[(t * _saved.Length)..]);
        }
    }

    private float[][] Periodic(float[][] cine) =>
        TemporalSuperResolution.Periodic(new LatentCine("row", cine), [.. Enumerable.Range(0, Frames).Select(t => (double)t / Frames)]);

    private float[][] Transitions(float[][] cine)
    {
        var last = _saved.SourceFrames - 1;
        double[] positions = [.. Enumerable.Range(0, Frames).Select(t => Frames == 1 ? 0 : (double)t * last / (Frames - 1))];
        return TemporalSuperResolution.TransitionPca(cine, positions, _saved.Correction);
    }

    internal sealed record Saved(
        string Output,
        string Input,
        int SourceFrames,
        int Length,
        int Frames,
        SuperResolution Method,
        CorrectionMode Correction
    );
}
