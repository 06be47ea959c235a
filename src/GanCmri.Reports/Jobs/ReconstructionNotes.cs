using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>What a reader must know of the reconstruction that a real heart's changes are counted from.</summary>
internal static class ReconstructionNotes
{
    // Tuned cines have an SSIM of 0.93 to 0.95, projected ones 0.25 to 0.65.
    private const double LikeSsim = 0.8,
        LikePercent = 5;

    /// <summary>A sentence each.</summary>
    /// <param name="error">Null for a synthetic heart.</param>
    /// <param name="tuned">Whether the generator was tuned to the cine.</param>
    public static IEnumerable<string> Of(ReconstructionError? error, bool tuned)
    {
        if (tuned)
            yield return "the generator was tuned to this cine first (pivotal tuning); a second network measures it under its own noise";
        if (error is null)
            yield break;
        var area = error.PercentOf(PhenotypeRegistry.LvArea);
        if (!(error.Ssim >= LikeSsim) || !(Math.Abs(area) <= LikePercent))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the reconstruction is a relative of this heart, not the heart itself (SSIM {error.Ssim:0.00}, LV area "
                    + $"{area:+0.0;-0.0} %), and changes are counted from it"
            ) + (tuned ? "" : "; a generator tuned to the cine comes nearer");
    }
}
