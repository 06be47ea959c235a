using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Hearts;

/// <summary>A beating synthetic heart and what was measured in it.</summary>
internal sealed class BeatingHeart
{
    internal const double BeatMs = 1000,
        FacTolerance = 1; // points: as near as a search goes, and as far as a miss begins

    internal BeatingHeart(HeartRecipe recipe, LvMeasures own, IReadOnlyList<MeasuredFrame> frames, double fieldMm)
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

    /// <summary>The frames of one beat, in order of time.</summary>
    public IReadOnlyList<MeasuredFrame> Frames { get; }

    /// <summary>The same heart with the frames from end-diastole on.</summary>
    public BeatingHeart FromEndDiastole() => new(Recipe, Own, Frames.From(Beat.EdFrame), Spacing.RowMm * Frames[0].Image.Height);

    /// <summary>What the heart measures at end-diastole: in the frame with the largest cavity, as gancmri measure has it.</summary>
    public LvMeasures AtEndDiastole => Measures[Math.Max(0, Beat.EdFrame)];

    /// <summary>Measures of the frames, with jumps between neighbours marked.</summary>
    public IReadOnlyList<LvMeasures> Measures { get; }

    /// <summary>The beat in numbers.</summary>
    public CineMeasures Beat { get; }

    /// <summary>Size of a pixel.</summary>
    public PixelSpacing Spacing { get; }

    /// <summary>From frame to frame, ms.</summary>
    public double FrameTimeMs { get; }

    /// <summary>How far the heart is at end-diastole from what was asked of it, and from its own where nothing was, in tolerances, of the
    /// phenotype that is farthest.</summary>
    internal double Distance =>
        SteeredPhenotype
            .All.Select(p => p.Distance(Recipe.Asked(p) ?? p.Phenotype.Measure(Own), p.Phenotype.Measure(AtEndDiastole)))
            .Max(d => double.IsNaN(d) ? double.PositiveInfinity : d);

    /// <summary>Whether it is nearer to what was asked for, or as near and nearer to the heart's own where nothing was.</summary>
    internal bool IsNearerThan(BeatingHeart other) => (MissesTargets, Distance).CompareTo((other.MissesTargets, other.Distance)) < 0;

    /// <summary>Whether a fractional area change was asked for and not reached within 1 point.</summary>
    public bool MissesFac => Recipe.FacPercent is { } asked && !(Math.Abs(Beat.FacPercent - asked) <= FacTolerance);

    /// <summary>The phenotypes that were asked for and not reached at end-diastole, within what a search goes to (1 % of the area, 0.002 of
    /// the index).</summary>
    public IReadOnlyList<SteeredPhenotype> Missed =>
        [.. SteeredPhenotype.All.Where(p => Recipe.Asked(p) is { } asked && p.Misses(asked, p.Phenotype.Measure(AtEndDiastole)))];

    /// <summary>Whether it is not as it was asked for.</summary>
    public bool MissesTargets => MissesFac || Missed.Count > 0;
}
