using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Reports.Hearts;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studio.Explore;

/// <summary>One frame for a page.</summary>
/// <param name="Side">Pixels along a side.</param>
/// <param name="Pixels">Grey values, 0 to 255, row after row.</param>
/// <param name="Outline">Corners of the cavity's outline, x and y in turn, px; empty where there is none.</param>
/// <param name="LvArea">mm².</param>
/// <param name="Sphericity">The index.</param>
internal sealed record HeartGlimpse(int Side, byte[] Pixels, float[] Outline, double LvArea, double Sphericity)
{
    public static HeartGlimpse Of(MeasuredFrame frame) =>
        new(
            frame.Image.Width,
            GreyBytes.Of(frame.Image),
            MaskOutline.Of(frame.Cavity),
            frame.Measures.AreaMm2,
            frame.Measures.SphericityIndex
        );
}

/// <summary>A beating heart for a page.</summary>
/// <param name="Side">Pixels along a side.</param>
/// <param name="PixelMm">Size of a pixel, mm.</param>
/// <param name="FrameMs">From frame to frame, ms.</param>
/// <param name="Pixels">Grey values of all frames, one after the other.</param>
/// <param name="Outlines">One a frame.</param>
/// <param name="LvAreas">LV area of each frame, mm²; null where none was measured.</param>
/// <param name="RvAreas">RV area of each frame, mm²; null where none was measured.</param>
/// <param name="EdFrame">End-diastole, from 0; -1 if none was measured.</param>
/// <param name="EsFrame">End-systole.</param>
/// <param name="Numbers">What was measured, beside what was asked.</param>
/// <param name="Notes">What to know beside them.</param>
internal sealed record HeartCine(
    int Side,
    double PixelMm,
    double FrameMs,
    byte[] Pixels,
    float[][] Outlines,
    double[] LvAreas,
    double[] RvAreas,
    int EdFrame,
    int EsFrame,
    HeartNumber[] Numbers,
    string[] Notes
)
{
    public static HeartCine Of(BeatingHeart heart) =>
        new(
            heart.Frames[0].Image.Width,
            heart.Spacing.ColumnMm,
            heart.FrameTimeMs,
            [.. heart.Frames.SelectMany(f => GreyBytes.Of(f.Image))],
            [.. heart.Frames.Select(f => MaskOutline.Of(f.Cavity))],
            [.. heart.Measures.Select(m => m.AreaMm2)],
            [.. heart.Measures.Select(m => m.RightAreaMm2)],
            heart.Beat.EdFrame,
            heart.Beat.EsFrame,
            HeartNumber.All(heart),
            [.. HeartNotes.Leaking(heart), .. HeartNotes.Unasked(heart)]
        );
}

/// <summary>One number of a heart.</summary>
/// <param name="Name">As in tables.</param>
/// <param name="Label">For people.</param>
/// <param name="Unit">Empty for ratios.</param>
/// <param name="Measured">What the segmenter measures.</param>
/// <param name="Own">What the heart measured before anything was asked of it.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Missed">Whether that was not reached.</param>
/// <param name="TruthLeast">In 95 of 100 phantoms that measure as much the true value lies above this, which may leave out
/// <paramref name="Measured"/>: a phantom's cavity ends where its blood ends.</param>
/// <param name="TruthMost">And below this.</param>
internal sealed record HeartNumber(
    string Name,
    string Label,
    string Unit,
    double Measured,
    double? Own,
    double? Asked,
    bool Missed,
    double? TruthLeast,
    double? TruthMost
)
{
    public static HeartNumber[] All(BeatingHeart heart)
    {
        FramePhenotype[] still = [PhenotypeRegistry.LvArea, PhenotypeRegistry.Sphericity, PhenotypeRegistry.WallThickness];
        return
        [
            .. still.Select(p => Of(p, p.Measure(heart.AtEndDiastole), heart)),
            Of(PhenotypeRegistry.LvEsa, heart.Beat.EsaMm2, heart),
            Of(PhenotypeRegistry.LvFac, heart.Beat.FacPercent, heart),
        ];
    }

    private static string LabelOf(Phenotype p) =>
        p is FramePhenotype ? p.Label + " at end-diastole"
        : p == PhenotypeRegistry.LvEsa ? PhenotypeRegistry.LvArea.Label + " at end-systole"
        : "Fractional area change";

    private static HeartNumber Of(Phenotype p, double measured, BeatingHeart heart)
    {
        var steered = SteeredPhenotype.All.FirstOrDefault(s => s.Phenotype == p);
        var asked =
            steered is not null ? heart.Recipe.Asked(steered)
            : p == PhenotypeRegistry.LvFac ? heart.Recipe.FacPercent
            : null;
        var truth = PhantomError
            .All.FirstOrDefault(e => e.Phenotype == (p == PhenotypeRegistry.LvEsa ? PhenotypeRegistry.LvArea : p))
            ?.Truth(measured);
        return new HeartNumber(
            p.Name,
            LabelOf(p),
            p.Unit,
            measured,
            p is FramePhenotype f ? f.Measure(heart.Own) : null,
            asked,
            steered is not null ? heart.Missed.Contains(steered) : p == PhenotypeRegistry.LvFac && heart.MissesFac,
            truth?.Least,
            truth?.Most
        );
    }
}
