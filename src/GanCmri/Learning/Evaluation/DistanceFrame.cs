using GanCmri.Evaluation;
using GanCmri.Learning.Data;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Saving;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;

namespace GanCmri.Learning.Evaluation;

/// <summary>Distances between sets of images as a frame.</summary>
internal static class DistanceFrame
{
    private const int FewestReal = 4,
        FewestSynthetic = 2,
        FewestTrained = 2;

    /// <summary>Compares two sets in the features of the shipped segmenter's encoder.</summary>
    public static DataFrame Run(
        ImageColumns real,
        ImageColumns synthetic,
        ImageColumns? trained,
        EvaluationOptions options,
        GanContext context
    )
    {
        options.Validate();
        if (trained is not null && (real.Height, real.Width) != (trained.Height, trained.Width))
            throw new InputException(
                "training images",
                $"{real.Height} x {real.Width} pixels, as the real ones have",
                $"{trained.Height} x {trained.Width}",
                "crop both to one size"
            );
        if ((real.Height, real.Width) != (synthetic.Height, synthetic.Width))
            throw new InputException(
                "synthetic images",
                $"{real.Height} x {real.Width} pixels, as the real ones have",
                $"{synthetic.Height} x {synthetic.Width}",
                "crop both to one size"
            );
        if (real.Height != real.Width || real.Height is not (64 or 128))
            throw new InputException(
                "images",
                "heart crops of 64 x 64 or 128 x 128 pixels",
                $"{real.Height} x {real.Width}",
                "give heart crops of one of these sizes"
            );
        var (a, b) = (real.Read(FewestReal, context.Cancellation), synthetic.Read(FewestSynthetic, context.Cancellation));
        using var lease = new NetworkLease<Segmenter>(
            WeightsReference.To(ShippedModels.File("segmenter", "segmenter.safetensors")),
            "cpu",
            Segmenter.Load
        );
        var evaluator = new Evaluator(
            SegmenterFeatures.Name,
            frames =>
            {
                float[][] features = [];
                lease.Use(segmenter => features = SegmenterFeatures.Extract(segmenter, frames));
                return features;
            },
            options
        );
        return ToFrame(evaluator.CompareFrames(a, b, trained?.Read(FewestTrained, context.Cancellation)));
    }

    private static DataFrame ToFrame(IReadOnlyList<DistanceRow> rows) =>
        new(
            new StringDataFrameColumn("Comparison", rows.Select(r => r.Comparison)),
            new StringDataFrameColumn("Measure", rows.Select(r => r.Measure)),
            new StringDataFrameColumn("Extractor", rows.Select(r => r.Extractor)),
            new DoubleDataFrameColumn("Value", rows.Select(r => r.Value).OrNull()),
            new DoubleDataFrameColumn("Lower", rows.Select(r => r.Lower).OrNull()),
            new DoubleDataFrameColumn("Upper", rows.Select(r => r.Upper).OrNull()),
            new DoubleDataFrameColumn("Extrapolated", rows.Select(r => r.Extrapolated).OrNull()),
            new Int32DataFrameColumn("ImagesA", rows.Select(r => r.CountA)),
            new Int32DataFrameColumn("SubjectsA", rows.Select(r => r.PatientsA)),
            new Int32DataFrameColumn("ImagesB", rows.Select(r => r.CountB)),
            new Int32DataFrameColumn("SubjectsB", rows.Select(r => r.PatientsB))
        );
}
