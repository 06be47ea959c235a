using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies;

/// <summary>
/// Latents at end-diastole, where beats begin. A generator that was told phases makes them so; of any other a latent is of unknown phase,
/// and is moved against the ED-to-ES direction.
/// </summary>
internal static class EndDiastole
{
    /// <summary>The latent of each seed (see <see cref="LatentImages.OfSeeds"/>).</summary>
    /// <param name="generator">The network.</param>
    /// <param name="edToEs">Its ED-to-ES direction, as long as the latents that are wanted.</param>
    /// <param name="seeds">Seeds.</param>
    /// <param name="psi">Truncation: 1 none, 0 the mean heart.</param>
    /// <param name="offset">How far latents of unknown phase are moved.</param>
    public static IReadOnlyList<float[]> OfSeeds(
        StyleGan2Generator generator,
        EdToEs edToEs,
        IReadOnlyList<uint> seeds,
        double psi,
        double offset = EdToEs.PublishedStartOffset
    ) =>
        [
            .. LatentImages
                .OfSeeds(generator, seeds, psi, LabelValue.EndDiastole)
                .Select(w => Moved(generator, edToEs, Vectors.Broadcast(w, edToEs.Length), offset)),
        ];

    /// <summary>A latent that was mapped with <see cref="LabelValue.EndDiastole"/>, moved where the network does not know phases.</summary>
    public static float[] Moved(StyleGan2Generator generator, EdToEs edToEs, float[] w, double offset = EdToEs.PublishedStartOffset) =>
        generator.Labels?.Knows(LabelValue.EndDiastole) == true ? w : edToEs.TowardsEndDiastole(w, offset);

    /// <summary>Whether the generator of a file makes end-diastole by itself, as it was told phases.</summary>
    /// <exception cref="InputException">The file is no network.</exception>
    public static bool IsMadeBy(string network) =>
        NetworkFile.Describe(network).Notes is { ShownLabels.Count: > 0 } notes
        && new TrainedLabels(notes.Labels, notes.ShownLabels).Knows(LabelValue.EndDiastole);
}
