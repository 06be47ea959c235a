using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Hearts;

/// <summary>A beating synthetic heart and what was measured in it.</summary>
internal sealed class MadeHeart
{
    internal const double BeatMs = 1000;

    internal MadeHeart(HeartRecipe recipe, LvMeasures own, IReadOnlyList<MeasuredFrame> frames, double fieldMm)
    {
        (Recipe, Own, Frames) = (recipe, own, frames);
        Spacing = new PixelSpacing(fieldMm / frames[0].Image.Height, fieldMm / frames[0].Image.Width);
        FrameTimeMs = BeatMs / frames.Count;
        Measures = CineMeasures.MarkImplausible([.. frames.Select(f => f.Measures)]);
        Beat = CineMeasures.Of(Measures, [.. frames.Select((_, t) => t * FrameTimeMs)]);
    }

    /// <summary>What was asked for.</summary>
    public HeartRecipe Recipe { get; }

    /// <summary>What its seed measures at end-diastole before anything is asked of it.</summary>
    public LvMeasures Own { get; }

    /// <summary>The frames, the first meant to be end-diastole.</summary>
    public IReadOnlyList<MeasuredFrame> Frames { get; }

    /// <summary>Measures of the frames, with jumps between neighbours marked.</summary>
    public IReadOnlyList<LvMeasures> Measures { get; }

    /// <summary>The beat in numbers.</summary>
    public CineMeasures Beat { get; }

    /// <summary>Size of a pixel.</summary>
    public PixelSpacing Spacing { get; }

    /// <summary>From frame to frame, ms.</summary>
    public double FrameTimeMs { get; }

    /// <summary>The phenotypes that were asked for and not reached at end-diastole.</summary>
    public IReadOnlyList<SteeredPhenotype> Missed =>
        [.. SteeredPhenotype.All.Where(p => Recipe.Asked(p) is { } asked && p.Misses(asked, p.Phenotype.Measure(Measures[0])))];
}
