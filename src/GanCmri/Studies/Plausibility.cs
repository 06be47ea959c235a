using GanCmri.Phenotypes;

namespace GanCmri.Studies;

/// <summary>What counts as a heart in this study.</summary>
internal static class Plausibility
{
    private const QualityFlags Wrong = QualityFlags.NoCavity | QualityFlags.SeveralRegions | QualityFlags.TouchesBorder;

    /// <summary>Exactly one cavity, whole within the image.</summary>
    public static bool IsPlausible(LvMeasures frame) => (frame.Flags & Wrong) == 0;
}
