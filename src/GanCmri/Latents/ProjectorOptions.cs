using GanCmri.Runtime;

namespace GanCmri.Latents;

/// <summary>How images are projected. The defaults look for an image in w alone, quickly; <see cref="Reference"/> is StyleGAN2's
/// projector.</summary>
public sealed record ProjectorOptions
{
    /// <summary>Where to look.</summary>
    public LatentSpace Space { get; init; } = LatentSpace.W;

    /// <summary>Most optimisation steps an image.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>
    /// Largest learning rate of Adam (betas 0.9, 0.999). 0.2 came closer than StyleGAN2's 0.1 in 100 steps, at a latent a third farther
    /// from the mean.
    /// </summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>Share of the steps over which the learning rate rises from 0.</summary>
    public double RampUp { get; init; } = 0.05;

    /// <summary>Share of the steps over which it falls to 0 at the end.</summary>
    public double RampDown { get; init; } = 0.25;

    /// <summary>Noise added to w at the first step, in standard deviations of w; 0: none.</summary>
    public double InitialNoise { get; init; }

    /// <summary>Share of the steps over which that noise falls to 0.</summary>
    public double NoiseRamp { get; init; } = 0.75;

    /// <summary>
    /// Whether the per-pixel noise maps are optimised too, as StyleGAN2 does. They then take up detail that w could hold; they are not
    /// kept.
    /// </summary>
    public bool OptimiseNoise { get; init; }

    /// <summary>Weight of the noise regulariser.</summary>
    public double NoiseRegularisation { get; init; } = 1e5;

    /// <summary>Weight of the mean square difference of pixels.</summary>
    public double PixelWeight { get; init; } = 1;

    /// <summary>Weight of the squared distance of perceptual features, where a function for them is given.</summary>
    public double PerceptualWeight { get; init; } = 1;

    /// <summary>
    /// An image ends early when its loss, averaged over <see cref="PlateauSteps"/> steps, falls by less than this share from one such
    /// stretch to the next; its learning rate is then ramped down. 0: never.
    /// </summary>
    public double PlateauGain { get; init; } = 0.01;

    /// <summary>Steps over which the loss is averaged.</summary>
    public int PlateauSteps { get; init; } = 20;

    /// <summary>Images optimised together, for speed. Each is optimised by itself, and its noise does not depend on the others: on a CPU,
    /// by a generator that verbs or <c>ml.Gan</c> load, of pixels alone and without noise maps, latents are the same to the bit for any
    /// number. With features, noise maps or an encoder's start, or on a GPU, rounding differs with the number, and descent enlarges that:
    /// the latents are others, about as near to the image, as an image has many. So keep latents, do not find them again.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Seed of the noise, the same for every image.</summary>
    public int Seed { get; init; } = 303;

    /// <summary>
    /// StyleGAN2's projector (Karras et al. 2020, appendix D): 1,000 steps from the mean w with noise that falls, noise maps optimised,
    /// features only (give LPIPS features to match the publication; pixels are not compared).
    /// </summary>
    public static ProjectorOptions Reference { get; } =
        new()
        {
            Steps = 1000,
            LearningRate = 0.1,
            InitialNoise = 0.05,
            OptimiseNoise = true,
            PixelWeight = 0,
            PlateauGain = 0,
        };

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks()
            .AtLeast(Steps, 1)
            .Positive(LearningRate)
            .Within(RampUp, 0, 1)
            .Within(RampDown, 0, 1)
            .AtLeast(InitialNoise, 0)
            .Within(NoiseRamp, 0, 1)
            .AtLeast(NoiseRegularisation, 0)
            .AtLeast(PixelWeight, 0)
            .AtLeast(PerceptualWeight, 0)
            .That(PixelWeight != 0 || PerceptualWeight != 0, "PixelWeight and PerceptualWeight 0: expected something to compare")
            .AtLeast(PlateauGain, 0)
            .AtLeast(PlateauSteps, 1)
            .AtLeast(BatchSize, 1)
            .Throw();
}
