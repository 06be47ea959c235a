using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Networks;

/// <summary>
/// Makes an image of each latent, w (WDim) or w+ (NumWs x WDim) to Vector&lt;Single, C, H, W&gt; in [-1, 1]. The network's per-pixel noise
/// is fixed: the same latent always gives the same image.
/// </summary>
public sealed class GenerateImagesTransformer : GeneratorTransformer
{
    internal const string KindName = "GenerateImages";
    private readonly Saved _saved;

    internal GenerateImagesTransformer(GanContext context, Saved saved)
        : base(context, saved.Weights, saved.Options) => _saved = saved;

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs =>
        [new InputColumn(_saved.Input, "latent w", _saved.Layers == 1 ? [Shape.WDim] : [NumWs, Shape.WDim])];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_saved.Output, "image in [-1, 1]", Shape.Channels, Shape.Resolution, Shape.Resolution)];

    internal override object State => _saved;

    internal static GenerateImagesTransformer Restore(StateReader state, RestoreContext context)
    {
        var saved = state.As<Saved>();
        return new GenerateImagesTransformer(context.Gan, saved with { Weights = saved.Weights.Locate(context) });
    }

    private protected override void Compute(Batch batch) =>
        Lease.Use(network =>
            Tensors.CopyTo(LatentBatch.Images(network, LatentBatch.Of(network, batch.Inputs(0), batch.Rows)), batch.Outputs(0))
        );

    /// <param name="Output">Column of images.</param>
    /// <param name="Input">Column of latents.</param>
    /// <param name="Weights">The generator.</param>
    /// <param name="Options">How to compute.</param>
    /// <param name="Layers">1 for latents in W; any other number: one w for each layer.</param>
    internal sealed record Saved(string Output, string Input, WeightsReference Weights, NetworkOptions Options, int Layers);
}

/// <summary>Makes a <see cref="GenerateImagesTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class GenerateImagesEstimator : GanEstimator<GenerateImagesTransformer>
{
    private readonly GenerateImagesTransformer.Saved _saved;

    internal GenerateImagesEstimator(GanContext context, GenerateImagesTransformer.Saved saved)
        : base(context)
    {
        saved.Options.Validate();
        _saved = saved;
    }

    internal override IReadOnlyList<InputColumn> Inputs => [InputColumn.Latent(_saved.Input)];

    internal override IReadOnlyList<OutputColumn> Outputs => [new OutputColumn(_saved.Output, "image in [-1, 1]", 1, 1, 1)];

    private protected override GenerateImagesTransformer FitChecked(IDataView input)
    {
        var plain = new GenerateImagesTransformer(Context, _saved with { Layers = 1 });
        var size = ((VectorDataViewType)input.Schema[_saved.Input].Type).Size;
        if (size == plain.Inputs[0].Size)
            return plain;
        var layered = new GenerateImagesTransformer(Context, _saved with { Layers = 0 });
        var isLayered = size == layered.Inputs[0].Size;
        (isLayered ? plain : layered).Dispose();
        return FittedFor.Columns(isLayered ? layered : plain, input);
    }
}
