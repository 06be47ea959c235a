using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>What the label that came with a frame outlines.</summary>
/// <param name="CavityMm2">The left ventricle's cavity, mm²; 0 where the observer saw none, NaN where the pixel size is unknown.</param>
/// <param name="MyocardiumMm2">Its myocardium, mm²; NaN where it was not outlined.</param>
/// <param name="RightMm2">The right ventricle's cavity, mm²; NaN where it was not outlined.</param>
internal sealed record LabelledAreas(double CavityMm2, double MyocardiumMm2, double RightMm2)
{
    /// <summary>Those of a frame; null where it has no label.</summary>
    public static LabelledAreas? Of(CineFrame frame, PixelSpacing? spacing)
    {
        if (frame.LvCavity is not { } cavity)
            return null;
        var pixel = spacing?.AreaMm2 ?? double.NaN;
        return new LabelledAreas(cavity.Area * pixel, frame.LabelMyocardiumPx * pixel, frame.LabelRightPx * pixel);
    }
}
