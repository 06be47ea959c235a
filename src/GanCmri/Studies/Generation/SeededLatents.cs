using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Generation;

/// <summary>Latents of synthetic hearts, as long as the motion or direction that moves them, near end-diastole where ED-to-ES is
/// known.</summary>
internal static class SeededLatents
{
    /// <summary>The w of each heart.</summary>
    /// <param name="generator">Their network; of one with labels, hearts begin at end-diastole where it was told phases.</param>
    /// <param name="hearts">The hearts.</param>
    /// <param name="length">WDim, or NumWs x WDim where layers move apart: every layer then gets the w.</param>
    /// <param name="edToEs">Null: hearts stay as they are.</param>
    /// <exception cref="InputException">ED-to-ES is of another network.</exception>
    public static IReadOnlyList<float[]> Of(StyleGan2Generator generator, SeededHearts hearts, int length, EdToEs? edToEs)
    {
        if (edToEs is null)
            return
            [
                .. LatentImages
                    .OfSeeds(generator, hearts.Seeds, hearts.Psi, LabelValue.EndDiastole)
                    .Select(w => Vectors.Broadcast(w, length)),
            ];
        return edToEs.Length == length
            ? EndDiastole.OfSeeds(generator, edToEs, hearts.Seeds, hearts.Psi, hearts.StartOffset)
            : throw new InputException(
                "ED-to-ES",
                $"{length} numbers",
                $"{edToEs.Length}",
                "use a direction of this network, in one latent space with the others"
            );
    }
}
