using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Runtime;

namespace GanCmri.Studies;

/// <summary>The heart of a real cine, cropped and measured.</summary>
/// <param name="Slice">The slice it was taken from.</param>
/// <param name="Frames">Crops in [-1, 1] in order of time.</param>
/// <param name="EndDiastole">Index of the frame of the largest cavity, as everywhere; of the one that its source marks where none was
/// found.</param>
internal sealed record RealHeart(HeartSlice Slice, IReadOnlyList<MeasuredFrame> Frames, int EndDiastole)
{
    private const string Remedy = "give the path of one subject's beating short-axis cine";

    /// <summary>The frame at end-diastole.</summary>
    public MeasuredFrame AtEndDiastole => Frames[EndDiastole];

    /// <summary>Crops the slice that <see cref="HeartSlice"/> chooses around its heart; all its frames on one scale of grey.</summary>
    /// <param name="stack">The slices of one subject.</param>
    /// <param name="models">The segmenter, and the generator for its size.</param>
    /// <param name="maker">Measures the crops.</param>
    /// <param name="fieldMm">Side of the crop, mm.</param>
    /// <param name="slice">The number of a slice, from 0; null: by the rule.</param>
    /// <param name="cancellation">Ends between two batches of crops.</param>
    /// <exception cref="InputException">No heart, or no such slice; nothing tells the path.</exception>
    public static RealHeart Of(
        CineStack stack,
        HeartModels models,
        FrameMaker maker,
        double fieldMm,
        int? slice,
        CancellationToken cancellation
    )
    {
        var chosen =
            HeartSlice.Of(stack.Series, models.Segmenter, slice)
            ?? throw new InputException("cine", "a heart", "neither a cavity nor motion to find it by", Remedy);
        var crop = new HeartCrop { FieldMm = fieldMm, Resolution = models.Generator.Options.Resolution };
        var crops = crop.Frames(chosen.Series, chosen.Centre) ?? throw new InputException("cine", "pictures", "empty ones", Remedy);
        MeasuredFrame[] frames =
        [
            .. maker
                .Measure(crops, cancellation)
                .Zip(
                    chosen.Series.Frames,
                    (found, f) =>
                        f.DrawnCavity is { } drawn
                            ? MeasuredFrame.OfDrawn(
                                found.Image,
                                crop.Apply(drawn, crop.SpacingOf(chosen.Series), chosen.Centre),
                                crop.PixelMm
                            )
                            : found
                ),
        ];
        return new RealHeart(chosen, frames, Enumerable.Range(0, frames.Length).MaxBy(Fullness));

        double Fullness(int frame) =>
            frames[frame].Measures.AreaPx is > 0 and var area ? area
            : chosen.Series.Frames[frame].Phase == "ED" ? 0
            : -1;
    }
}
