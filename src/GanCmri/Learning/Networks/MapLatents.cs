using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Networks;
using GanCmri.Runtime;
using Microsoft.ML;

namespace GanCmri.Learning.Networks;

/// <summary>Maps random z to latents w, Vector&lt;Single, ZDim&gt; to Vector&lt;Single, WDim&gt;.</summary>
public sealed class MapLatentsTransformer : GeneratorTransformer
{
    internal const string KindName = "MapLatents";
    private readonly Saved _saved;
    private readonly LabelValue[] _asked;

    internal MapLatentsTransformer(GanContext context, Saved saved)
        : base(context, saved.Weights, saved.Options)
    {
        _saved = saved;
        try
        {
            _asked = saved.Options.Label is { } label ? Asked(label) : [];
        }
        catch (InputException)
        {
            Lease.Dispose();
            throw;
        }
    }

    /// <summary>Truncation: 1 none, 0 the mean heart.</summary>
    public float TruncationPsi => _saved.Options.TruncationPsi;

    /// <summary>What labels say instead of what each z has; null: nothing.</summary>
    public string? Label => _saved.Options.Label;

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "random z", Shape.ZDim)];

    internal override IReadOnlyList<OutputColumn> Outputs => [new OutputColumn(_saved.Output, "latent w", Shape.WDim) { SlotStem = "w" }];

    internal override object State => _saved;

    internal static MapLatentsTransformer Restore(StateReader state, RestoreContext context)
    {
        var saved = state.As<Saved>();
        return new MapLatentsTransformer(context.Gan, saved with { Weights = saved.Weights.Locate(context) });
    }

    private protected override void Compute(Batch batch) =>
        Lease.Use(network =>
        {
            var z = Tensors.Of(batch.Inputs(0), Lease.Device, batch.Rows, Shape.ZDim);
            Tensors.CopyTo(network.Map(z, TruncationPsi, asked: _asked).select(1, 0), batch.Outputs(0));
        });

    private LabelValue[] Asked(string label) =>
        Lease.Network.Labels is { } labels
            ? LabelText.Some(label, labels.Columns)
            : throw new InputException("label", "none, as the generator was not told labels", $"'{label}'", "leave it away");

    internal sealed record Saved(string Output, string Input, WeightsReference Weights, MapLatentsOptions Options);
}

/// <summary>Makes a <see cref="MapLatentsTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class MapLatentsEstimator : GanEstimator<MapLatentsTransformer>
{
    private readonly MapLatentsTransformer.Saved _saved;

    internal MapLatentsEstimator(GanContext context, MapLatentsTransformer.Saved saved)
        : base(context)
    {
        saved.Options.Validate();
        _saved = saved;
    }

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "random z", 0)];

    internal override IReadOnlyList<OutputColumn> Outputs => [new OutputColumn(_saved.Output, "latent w", 1) { SlotStem = "w" }];

    private protected override MapLatentsTransformer FitChecked(IDataView input) =>
        FittedFor.Columns(new MapLatentsTransformer(Context, _saved), input);
}
