using GanCmri.Imaging;
using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Phenotypes;

/// <summary>
/// Measures the left ventricle in heart crops by a segmenter's maps, which <c>ApplyOnnxModel</c> made of its exported network: what
/// <see cref="MeasurePhenotypesTransformer"/> does after its network, without libtorch.
/// </summary>
public sealed class MeasureMapsTransformer : BatchTransformer
{
    internal const string KindName = "MeasureMaps";

    private readonly Saved _saved;

    internal MeasureMapsTransformer(GanContext context, Saved saved)
        : base(context)
    {
        Require.Positive(saved.FieldMm, "fieldMm");
        _saved = saved;
    }

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs =>
        [
            new InputColumn(_saved.Image, "heart crop", 1, _saved.Side, _saved.Side),
            new InputColumn(_saved.Maps, "probabilities of structures", _saved.Count, _saved.Side, _saved.Side),
        ];

    internal override IReadOnlyList<OutputColumn> Outputs => MeasurePhenotypesTransformer.Columns(_saved.Prefix);

    internal override object State => _saved;

    internal static MeasureMapsTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        var side = _saved.Side;
        var spacing = new PixelSpacing(_saved.FieldMm / side, _saved.FieldMm / side);
        for (var row = 0; row < batch.Rows; row++)
        {
            var outline = CavityCleaning.OfMaps(
                batch.Input(1, row).ToArray(),
                side,
                side,
                pixelsAWorkingPx: side / (double)FieldOfView.HeartSide
            );
            MeasurePhenotypesTransformer.Measure(
                batch,
                row,
                LvMeasures.Of(new GrayImage(side, side, batch.Input(0, row).ToArray()), outline, spacing)
            );
        }
    }

    internal sealed record Saved(string Maps, string Image, double FieldMm, string Prefix, int Count, int Side);
}

/// <summary>Makes a <see cref="MeasureMapsTransformer"/> for maps of a column's size; nothing is learnt from the rows.</summary>
public sealed class MeasureMapsEstimator : GanEstimator<MeasureMapsTransformer>
{
    private readonly MeasureMapsTransformer.Saved _saved;

    internal MeasureMapsEstimator(GanContext context, MeasureMapsTransformer.Saved saved)
        : base(context) => _saved = saved;

    internal override IReadOnlyList<InputColumn> Inputs =>
        [new InputColumn(_saved.Image, "heart crop", 1, 0, 0), new InputColumn(_saved.Maps, "probabilities of structures", 0, 0, 0)];

    internal override IReadOnlyList<OutputColumn> Outputs => MeasurePhenotypesTransformer.Columns(_saved.Prefix);

    private protected override MeasureMapsTransformer FitChecked(IDataView input)
    {
        var maps = (VectorDataViewType)input.Schema[_saved.Maps].Type;
        var (count, side) = (maps.Dimensions[^3], maps.Dimensions[^1]);
        if (count is not (2 or 3))
            throw new InputException(
                $"column '{_saved.Maps}'",
                "maps of 2 or 3 structures",
                $"{count}",
                "give the maps of an exported segmenter"
            );
        return FittedFor.Columns(new MeasureMapsTransformer(Context, _saved with { Count = count, Side = side }), input);
    }
}
