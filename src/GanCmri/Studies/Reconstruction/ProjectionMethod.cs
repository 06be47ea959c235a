using GanCmri.Latents;

namespace GanCmri.Studies.Reconstruction;

/// <summary>One way to project that is compared with others.</summary>
/// <param name="Name">Methods of one name that differ in their steps make a curve, e.g. "encoder".</param>
/// <param name="FromEncoder">Whether frames start from the encoder's latents, not from the mean w.</param>
/// <param name="Options">Space, steps and the rest.</param>
public sealed record ProjectionMethod(string Name, bool FromEncoder, ProjectorOptions Options)
{
    /// <summary>
    /// What is compared unless told otherwise: StyleGAN2's projector of 1,000 steps (with and without its optimised noise maps, both by
    /// pixels since no LPIPS network ships), against few steps from the encoder and from the mean w, and in W+.
    /// </summary>
    /// <param name="steps">Steps of the curves.</param>
    /// <param name="referenceSteps">Steps of the reference; StyleGAN2 takes 1,000.</param>
    public static IReadOnlyList<ProjectionMethod> Standard(IReadOnlyList<int> steps, int referenceSteps = 1000)
    {
        var reference = ProjectorOptions.Reference with { PixelWeight = 1, Steps = referenceSteps };
        var fast = new ProjectorOptions { PlateauGain = 0 };
        return
        [
            new("reference", FromEncoder: false, reference),
            new("reference without noise maps", FromEncoder: false, reference with { OptimiseNoise = false }),
            .. steps.Select(n => new ProjectionMethod("encoder", FromEncoder: true, fast with { Steps = n })),
            .. steps.Select(n => new ProjectionMethod("mean w", FromEncoder: false, fast with { Steps = n })),
            .. steps.Select(n => new ProjectionMethod(
                "encoder, W+",
                FromEncoder: true,
                fast with
                {
                    Steps = n,
                    Space = LatentSpace.WPlus,
                }
            )),
        ];
    }
}
