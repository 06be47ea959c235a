using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

/// <summary>Measured cines whose areas are given.</summary>
internal static class MadeCines
{
    public const double SliceMm = 8;

    /// <summary>A slice; an area of 0 is no cavity.</summary>
    public static MeasuredCine Slice(int place, params double[] areas)
    {
        LvMeasures[] frames = [.. areas.Select(Frame)];
        double[] times = [.. areas.Select((_, t) => 40.0 * t)];
        return new MeasuredCine(
            "s",
            place,
            SliceMm * place,
            [.. areas.Select((_, t) => $"{t}")],
            [.. areas.Select((_, t) => t)],
            [.. areas.Select(_ => "")],
            times,
            frames,
            CineMeasures.Of(frames, times)
        );
    }

    /// <summary>The same slice with labels of its frames: the wall has half of the cavity's area, the right ventricle twice; NaN is no
    /// label.</summary>
    public static MeasuredCine Labelled(this MeasuredCine cine, params double[] areas) =>
        cine with
        {
            Frames =
            [
                .. cine.Frames.Zip(areas, (f, a) => f with { Labelled = double.IsNaN(a) ? null : new LabelledAreas(a, a / 2, 2 * a) }),
            ],
        };

    private static LvMeasures Frame(double areaMm2)
    {
        var none = new Segmentation(new Mask(1, 1, new bool[1]), new GrayImage(1, 1, [0]), null, 0, QualityFlags.NoCavity);
        var frame = LvMeasures.Of(new GrayImage(1, 1, [0]), none, new PixelSpacing(1, 1));
        return areaMm2 > 0 ? frame with { AreaMm2 = areaMm2, AreaPx = areaMm2, Flags = QualityFlags.None } : frame;
    }
}
