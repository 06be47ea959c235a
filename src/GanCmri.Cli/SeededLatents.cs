using GanCmri.Latents;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using Generator = GanCmri.Networks.Generator;

namespace GanCmri.Cli;

/// <summary>Synthetic subjects, as long as the motion or direction that moves them, near end-diastole where ED-to-ES is known.</summary>
internal static class SeededLatents
{
    /// <summary>The w of each seed.</summary>
    /// <param name="generator">An unconditional network.</param>
    /// <param name="seeds">The subjects.</param>
    /// <param name="psi">Truncation.</param>
    /// <param name="length">WDim, or NumWs x WDim where layers move apart: every layer then gets the w.</param>
    /// <param name="edToEs">Null: subjects stay as they are.</param>
    /// <param name="offset">How far they are moved back along ED-to-ES.</param>
    /// <exception cref="InputException">ED-to-ES is of another network.</exception>
    public static IReadOnlyList<float[]> Of(Generator generator, IReadOnlyList<uint> seeds, double psi, int length, EdToEs? edToEs, double offset = EdToEs.PublishedStartOffset)
    {
        float[][] all = [.. LatentImages.OfSeeds(generator, seeds, psi).Select(w => Fit(w, length, generator.NumWs))];
        if (edToEs is null) return all;
        if (edToEs.Length != all[0].Length)
            throw new InputException("ED-to-ES", $"{all[0].Length} numbers", $"{edToEs.Length}", "use a direction of this network, in one latent space with the others");
        return [.. all.Select(w => edToEs.TowardsEndDiastole(w, offset))];
    }

    private static float[] Fit(float[] w, int length, int layers) =>
        length == w.Length * layers ? [.. Enumerable.Repeat(w, layers).SelectMany(x => x)] : w;
}
