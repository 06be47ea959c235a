using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Learning.Trajectories;

/// <summary>Keeps the residual or the reconstruction of vectors after a principal component analysis over the rows it was fitted
/// on.</summary>
public sealed class PcaCorrectionTransformer : BatchTransformer
{
    private readonly Saved _saved;

    internal PcaCorrectionTransformer(GanContext context, Saved saved)
        : base(context) => (_saved, Subspace) = (saved, new PcaSubspace(saved.Mean, saved.Components));

    /// <summary>The fitted mean and components.</summary>
    public PcaSubspace Subspace { get; }

    /// <summary>What is kept.</summary>
    public CorrectionMode Mode => _saved.Mode;

    internal const string KindName = "PcaCorrection";

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "latent or transition", _saved.Mean.Length)];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_saved.Output, "what the correction keeps", _saved.Mean.Length) { SlotStem = "w" }];

    internal override object State => _saved;

    internal static PcaCorrectionTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
            Subspace.Correct(batch.Input(0, row), Mode).CopyTo(batch.Output(0, row));
    }

    internal sealed record Saved(string Output, string Input, CorrectionMode Mode, float[] Mean, float[][] Components);
}
