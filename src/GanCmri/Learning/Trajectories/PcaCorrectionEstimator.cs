using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Trajectories.Motion;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Learns the mean and principal components of a column of latents or transitions, all rows at once.</summary>
public sealed class PcaCorrectionEstimator : GanEstimator<PcaCorrectionTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly CorrectionMode _mode;
    private readonly int _components;

    internal PcaCorrectionEstimator(GanContext context, string output, string input, CorrectionMode mode, int components)
        : base(context) => (_output, _input, _mode, _components) = (output, input, mode, components);

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_input, "latent or transition", 0)];

    internal override IReadOnlyList<OutputColumn> Outputs => [new OutputColumn(_output, "what the correction keeps", 1) { SlotStem = "w" }];

    private protected override PcaCorrectionTransformer FitChecked(IDataView input)
    {
        var subspace = PcaSubspace.Fit(ColumnReader.Read(input, Context.Cancellation, _input)[0], _components);
        return new PcaCorrectionTransformer(
            Context,
            new PcaCorrectionTransformer.Saved(_output, _input, _mode, [.. subspace.Mean], [.. subspace.Components])
        );
    }
}
