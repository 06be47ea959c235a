using GanCmri.Imaging;
using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Saving;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Phenotypes;

/// <summary>
/// Outlines the left ventricle in heart crops and measures it: Vector&lt;Single, 1, S, S&gt; to one column a phenotype, NaN where no cavity
/// is found, and the text Flags, names parted by blanks. Real and synthetic images go through the same code.
/// </summary>
public sealed class MeasurePhenotypesTransformer : BatchTransformer
{
    internal const string KindName = "MeasurePhenotypes";

    // A crop's pixels are no unit that means anything.
    private static readonly FramePhenotype[] Measures = [.. PhenotypeRegistry.Frame.Where(p => p.Unit != "px")];

    private readonly Saved _saved;
    private readonly NetworkLease<Segmenter> _segmenter;

    internal MeasurePhenotypesTransformer(GanContext context, Saved saved)
        : base(context, saved.Options.BatchSize)
    {
        saved.Options.Validate();
        _saved = saved;
        _segmenter = new NetworkLease<Segmenter>(saved.Weights, saved.Options.Device, Segmenter.Load);
    }

    /// <summary>The segmenter's file and its hash.</summary>
    public WeightsReference Weights => _saved.Weights;

    internal override string Kind => KindName;

    internal override bool IsCostly => true;

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "heart crop", 1, _saved.Side, _saved.Side)];

    internal override IReadOnlyList<OutputColumn> Outputs => Columns(_saved.Options.OutputColumnPrefix);

    internal override object State => _saved;

    internal static OutputColumn[] Columns(string prefix) =>
        [
            .. Measures.Select(m => new OutputColumn(prefix + m.Column, m.Meaning) { Unit = m.Unit.Length > 0 ? m.Unit : null }),
            new OutputColumn(prefix + "Flags", "why to look at the outline; empty: nothing is odd")
            {
                Words = flags => PhenotypeTables.Text((QualityFlags)(int)flags),
            },
        ];

    internal static MeasurePhenotypesTransformer Restore(StateReader state, RestoreContext context)
    {
        var saved = state.As<Saved>();
        return new MeasurePhenotypesTransformer(context.Gan, saved with { Weights = saved.Weights.Locate(context) });
    }

    private protected override void Compute(Batch batch) =>
        _segmenter.Use(segmenter =>
        {
            var side = _saved.Side;
            var spacing = new PixelSpacing(_saved.Options.FieldMm / side, _saved.Options.FieldMm / side);
            var outlines = segmenter.SegmentCrops(Tensors.Of(batch.Inputs(0), _segmenter.Device, batch.Rows, 1, side, side));
            for (var row = 0; row < batch.Rows; row++)
                Measure(batch, row, LvMeasures.Of(new GrayImage(side, side, batch.Input(0, row).ToArray()), outlines[row], spacing));
        });

    internal static void Measure(Batch batch, int row, LvMeasures measured)
    {
        for (var i = 0; i < Measures.Length; i++)
            if (batch.Wanted[i])
                batch.Output(i, row)[0] = (float)Measures[i].Measure(measured);
        if (batch.Wanted[Measures.Length])
            batch.Output(Measures.Length, row)[0] = (int)measured.Flags;
    }

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
            _segmenter.Dispose();
    }

    internal sealed record Saved(string Input, WeightsReference Weights, MeasurePhenotypesOptions Options, int Side);
}

/// <summary>Makes a <see cref="MeasurePhenotypesTransformer"/> for images of a column's size; nothing is learnt from the rows.</summary>
public sealed class MeasurePhenotypesEstimator : GanEstimator<MeasurePhenotypesTransformer>
{
    private readonly MeasurePhenotypesTransformer.Saved _saved;

    internal MeasurePhenotypesEstimator(GanContext context, MeasurePhenotypesTransformer.Saved saved)
        : base(context)
    {
        saved.Options.Validate();
        _saved = saved;
    }

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "heart crop", 1, 0, 0)];

    internal override IReadOnlyList<OutputColumn> Outputs => MeasurePhenotypesTransformer.Columns(_saved.Options.OutputColumnPrefix);

    private protected override MeasurePhenotypesTransformer FitChecked(IDataView input)
    {
        var side = ((VectorDataViewType)input.Schema[_saved.Input].Type).Dimensions[^1];
        return FittedFor.Columns(new MeasurePhenotypesTransformer(Context, _saved with { Side = side }), input);
    }
}
