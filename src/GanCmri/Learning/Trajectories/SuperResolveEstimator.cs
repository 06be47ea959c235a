using GanCmri.Learning.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Trajectories;

/// <summary>Makes a <see cref="SuperResolveTransformer"/> for the number of frames that a column has; nothing is learnt from the
/// rows.</summary>
public sealed class SuperResolveEstimator : GanEstimator<SuperResolveTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly SuperResolveOptions _options;

    internal SuperResolveEstimator(GanContext context, string output, string input, SuperResolveOptions options)
        : base(context)
    {
        options.Validate();
        (_output, _input, _options) = (output, input, options);
    }

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_input, "latents of a cine", 0, 0)];

    internal override IReadOnlyList<OutputColumn> Outputs => [new OutputColumn(_output, "latents of the cine with more frames", 1, 1)];

    private protected override SuperResolveTransformer FitChecked(IDataView input)
    {
        var dimensions = ((VectorDataViewType)input.Schema[_input].Type).Dimensions;
        var frames = _options.Frames > 0 ? _options.Frames : 2 * dimensions[0];
        return new SuperResolveTransformer(
            Context,
            new SuperResolveTransformer.Saved(_output, _input, dimensions[0], dimensions[1], frames, _options.Method, _options.Correction)
        );
    }
}
