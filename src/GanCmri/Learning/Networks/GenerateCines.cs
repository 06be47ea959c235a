using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Networks;

/// <summary>
/// Makes a cine of each row of latents, Vector&lt;Single, T, WDim&gt; (in W+ Vector&lt;Single, T, NumWs x WDim&gt;) to
/// Vector&lt;Single, T, H, W&gt; in [-1, 1] (one channel). Frames go through the network in batches of BatchSize, rows one after the other.
/// </summary>
public sealed class GenerateCinesTransformer : GeneratorTransformer
{
    internal const string KindName = "GenerateCines";
    private readonly Saved _saved;

    internal GenerateCinesTransformer(GanContext context, Saved saved)
        // A row at a time; refused below 1.
        : base(context, saved.Weights, saved.Options with { BatchSize = Math.Min(1, saved.Options.BatchSize) }) => _saved = saved;

    /// <summary>Frames in each cine.</summary>
    public int Frames => _saved.Frames;

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "latents of a cine", Frames, Length)];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_saved.Output, "cine in [-1, 1]", Frames, Shape.Channels * Shape.Resolution, Shape.Resolution)];

    internal override object State => _saved;

    // Numbers in a frame's latent.
    private int Length => _saved.IsLayered ? NumWs * Shape.WDim : Shape.WDim;

    internal static GenerateCinesTransformer Restore(StateReader state, RestoreContext context)
    {
        var saved = state.As<Saved>();
        return new GenerateCinesTransformer(context.Gan, saved with { Weights = saved.Weights.Locate(context) });
    }

    private protected override void Compute(Batch batch)
    {
        var latents = batch.Inputs(0);
        var images = batch.Outputs(0);
        var pixels = Shape.Channels * Shape.Resolution * Shape.Resolution;
        for (var first = 0; first < batch.Rows * Frames; first += _saved.Options.BatchSize)
        {
            Cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(_saved.Options.BatchSize, batch.Rows * Frames - first);
            Lease.Use(network =>
            {
                var w = LatentBatch.Of(network, latents.Slice(first * Length, count * Length), count);
                Tensors.CopyTo(LatentBatch.Images(network, w), images.Slice(first * pixels, count * pixels));
            });
        }
    }

    internal sealed record Saved(
        string Output,
        string Input,
        WeightsReference Weights,
        NetworkOptions Options,
        int Frames,
        bool IsLayered = false
    );
}

/// <summary>Makes a <see cref="GenerateCinesTransformer"/> for the number of frames a column has; nothing is learnt from the
/// rows.</summary>
public sealed class GenerateCinesEstimator : GanEstimator<GenerateCinesTransformer>
{
    private readonly GenerateCinesTransformer.Saved _saved;

    internal GenerateCinesEstimator(GanContext context, GenerateCinesTransformer.Saved saved)
        : base(context)
    {
        saved.Options.Validate();
        _saved = saved;
    }

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "latents of a cine", 0, 0)];

    internal override IReadOnlyList<OutputColumn> Outputs => [new OutputColumn(_saved.Output, "cine in [-1, 1]", 1, 1, 1)];

    private protected override GenerateCinesTransformer FitChecked(IDataView input)
    {
        var latents = (VectorDataViewType)input.Schema[_saved.Input].Type;
        var plain = new GenerateCinesTransformer(Context, _saved with { Frames = latents.Dimensions[0] });
        if (latents.Size == plain.Inputs[0].Size)
            return plain;
        var layered = new GenerateCinesTransformer(Context, _saved with { Frames = latents.Dimensions[0], IsLayered = true });
        var isLayered = latents.Size == layered.Inputs[0].Size;
        (isLayered ? plain : layered).Dispose();
        return FittedFor.Columns(isLayered ? layered : plain, input);
    }
}
