using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;

namespace GanCmri.Evaluation.Outlines;

/// <summary>A frame whose left cavity was outlined badly, to be looked at.</summary>
/// <param name="Source">The data set.</param>
/// <param name="Phase">"ED", "ES" or empty.</param>
/// <param name="Image">A square of 140 mm around both outlines.</param>
/// <param name="Manual">The manual outline there.</param>
/// <param name="Found">What the segmenter outlined.</param>
/// <param name="Dice">How they agree.</param>
internal sealed record PoorOutline(string Source, string Phase, GrayImage Image, Mask Manual, Mask Found, double Dice)
{
    /// <summary>How many a report keeps.</summary>
    public const int Kept = 24;

    private const double FieldMm = 140;

    /// <summary>The worst of those kept so far and of more, worst first.</summary>
    internal static PoorOutline[] Worst(IEnumerable<PoorOutline> some) => [.. some.OrderBy(p => p.Dice).Take(Kept)];

    internal static PoorOutline Of(LabelledFrame frame, Mask found)
    {
        var (image, manual) = (frame.Image, frame.Cavity!);
        var side = Math.Clamp(
            (int)(FieldMm / (frame.Spacing?.ColumnMm ?? FieldOfView.WorkingPixelMm)),
            16,
            Math.Min(image.Height, image.Width)
        );
        int[] inside = [.. Enumerable.Range(0, manual.Inside.Length).Where(i => manual.Inside[i] || found.Inside[i])];
        var top = Math.Clamp((inside[0] / image.Width + inside[^1] / image.Width - side) / 2, 0, image.Height - side);
        var left = Math.Clamp((inside.Min(i => i % image.Width) + inside.Max(i => i % image.Width) - side) / 2, 0, image.Width - side);
        T[] Cut<T>(T[] values) => [.. Enumerable.Range(0, side).SelectMany(y => values.Skip((top + y) * image.Width + left).Take(side))];
        return new PoorOutline(
            frame.Source,
            frame.Phase,
            new GrayImage(side, side, Cut(image.Pixels)),
            new Mask(side, side, Cut(manual.Inside)),
            new Mask(side, side, Cut(found.Inside)),
            MaskAgreement.Of(found, manual).Dice
        );
    }
}
