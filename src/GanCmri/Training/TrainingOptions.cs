using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Training.Augmentation;

namespace GanCmri.Training;

/// <summary>How a generator is trained. Defaults suit 64 x 64 hearts on a CPU.</summary>
public sealed record TrainingOptions
{
    /// <summary>Shape of the generator.</summary>
    public required GeneratorOptions Generator { get; init; }

    /// <summary>Shape of the discriminator.</summary>
    public required DiscriminatorOptions Discriminator { get; init; }

    /// <summary>Thousands of real images shown in all.</summary>
    public double TotalKimg { get; init; } = 300;

    /// <summary>Images a step; a multiple of the minibatch-stddev group.</summary>
    public int Batch { get; init; } = 8;

    /// <summary>Parts a step's images are computed in, one after the other, where memory is short; the gradients are those of the whole
    /// step but for the minibatch deviation, which is each part's own.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>Whether frames or patients take turns.</summary>
    public FrameSampling Sampling { get; init; }

    /// <summary>What the networks are conditioned on.</summary>
    public FrameLabel Label { get; init; }

    /// <summary>Learning rate of both networks.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Weight of R1 (Mescheder et al. 2018).</summary>
    public double R1Gamma { get; init; } = 0.5;

    /// <summary>Steps between R1 penalties ("lazy regularisation").</summary>
    public int R1Interval { get; init; } = 16;

    /// <summary>Weight of path-length regularisation; 0: none.</summary>
    public double PathLengthWeight { get; init; }

    /// <summary>Steps between path-length penalties.</summary>
    public int PathLengthInterval { get; init; } = 4;

    /// <summary>Share of images made from two latents.</summary>
    public double StyleMixing { get; init; }

    /// <summary>Half-life of the averaged generator, thousands of images.</summary>
    public double EmaKimg { get; init; } = 5;

    /// <summary>The half-life is at most this share of the images seen so far, where a run starts from random weights.</summary>
    public double EmaRampUp { get; init; } = 0.05;

    /// <summary>Run convolutions in bfloat16, except in the R1 and path-length terms; float32 everywhere unless asked, whatever the
    /// processor has.</summary>
    public bool BFloat16 { get; init; }

    /// <summary>
    /// Adaptive augmentation (Karras et al. 2020a): the wanted mean sign of D(real), e.g. 0.6. 0: differentiable augmentation with the
    /// fixed strengths below instead.
    /// </summary>
    public double AdaTarget { get; init; }

    /// <summary>Thousands of images over which the adaptive strength may move by 1.</summary>
    public double AdaKimg { get; init; } = 100;

    /// <summary>Which adaptive augmentations run, and how strong.</summary>
    public AdaOptions Ada { get; init; } = AdaOptions.ForMr;

    /// <summary>Largest random shift of reals and fakes, as a share of the image.</summary>
    public double AugmentShift { get; init; } = 0.125;

    /// <summary>Largest random change of contrast (factor 1 ± this) and brightness (± half this) of reals and fakes.</summary>
    public double AugmentContrast { get; init; } = 0.25;

    /// <summary>Side of the random square blanked in reals and fakes, as a share of the image; 0: none.</summary>
    public double AugmentCutout { get; init; }

    /// <summary>Strength of random variants of the training frames that the generator learns too (bends, turns, scale, shading; 1: as far
    /// as another patient's heart would plausibly lie); 0: frames as they are.</summary>
    public double Variation { get; init; }

    /// <summary>
    /// Layers of fewer pixels a side get no noise, so that w alone decides what they make: the shape of a heart must not depend on the draw
    /// of noise it is made under. 0: noise in every layer, as published.
    /// </summary>
    public int NoiseFrom { get; init; }

    /// <summary>Folder whose generator.safetensors and discriminator.safetensors give the first weights, of this or half the resolution;
    /// null: random weights.</summary>
    public string? Start { get; init; }

    /// <summary>SHA-256 of the training data (pixels, subjects, split, labels), which the trainer fills in, so that a run is not resumed on
    /// others.</summary>
    public string? FramesSha256 { get; init; }

    /// <summary>Thousands of images between log lines and sample grids.</summary>
    public double KimgPerTick { get; init; } = 2;

    /// <summary>Ticks between checkpoints.</summary>
    public int TicksPerCheckpoint { get; init; } = 2;

    /// <summary>Seed of weights, latents, data order and augmentation.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Options for square one-channel images at about the cost that suits a CPU.</summary>
    /// <param name="resolution">Height and width, pixels.</param>
    /// <param name="channelBase">Feature maps at resolution r: min(channelBase / r, channelMax).</param>
    /// <param name="channelMax">Most feature maps.</param>
    /// <param name="latent">Length of z and w.</param>
    public static TrainingOptions ForCpu(int resolution, int channelBase = 2048, int channelMax = 128, int latent = 128) =>
        new()
        {
            Generator = new GeneratorOptions
            {
                Resolution = resolution,
                ZDim = latent,
                WDim = latent,
                MappingLayers = 2,
                ChannelBase = channelBase,
                ChannelMax = channelMax,
            },
            Discriminator = new DiscriminatorOptions
            {
                Resolution = resolution,
                ChannelBase = channelBase,
                ChannelMax = channelMax,
            },
        };

    /// <summary>The same, with networks conditioned on columns of the frames.</summary>
    /// <param name="label">The columns.</param>
    /// <param name="length">Numbers of a label: all their values together.</param>
    public TrainingOptions Conditioned(FrameLabel label, int length) =>
        this with
        {
            Label = label,
            Generator = Generator with { CDim = length },
            Discriminator = Discriminator with { CDim = length, MappingLayers = Generator.MappingLayers },
        };

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate()
    {
        Generator.Validate();
        Discriminator.Validate();
        Ada.Validate();
        var part = Accumulate < 1 ? 0 : Batch / Accumulate;
        new OptionChecks()
            .Positive(TotalKimg)
            .AtLeast(Batch, 1)
            .AtLeast(Accumulate, 1)
            .That(Batch == part * Accumulate, $"Batch {Batch}: expected Accumulate {Accumulate} times a number of images")
            .That(
                Discriminator.StddevGroup is not { } group || part <= group || part % group == 0,
                $"Batch {Batch} / Accumulate {Accumulate}: expected a multiple of StddevGroup {Discriminator.StddevGroup}"
            )
            .Positive(LearningRate)
            .AtLeast(R1Gamma, 0)
            .AtLeast(R1Interval, 1)
            .AtLeast(PathLengthWeight, 0)
            .AtLeast(PathLengthInterval, 1)
            .Within(StyleMixing, 0, 1)
            .AtLeast(EmaKimg, 0)
            .AtLeast(EmaRampUp, 0)
            .That(AdaTarget is >= 0 and < 1, FormattableString.Invariant($"AdaTarget {AdaTarget}: expected 0 to below 1"))
            .Positive(AdaKimg)
            .That(AugmentShift is >= 0 and < 0.5, FormattableString.Invariant($"AugmentShift {AugmentShift}: expected 0 to below 0.5"))
            .That(AugmentContrast is >= 0 and < 1, FormattableString.Invariant($"AugmentContrast {AugmentContrast}: expected 0 to below 1"))
            .That(AugmentCutout is >= 0 and < 1, FormattableString.Invariant($"AugmentCutout {AugmentCutout}: expected 0 to below 1"))
            .Within(Variation, 0, 2)
            .Within(NoiseFrom, 0, Generator.Resolution)
            .Positive(KimgPerTick)
            .AtLeast(TicksPerCheckpoint, 1)
            .That(
                Label != FrameLabel.None == Generator.CDim > 0 && Generator.CDim == Discriminator.CDim,
                $"CDim {Generator.CDim} and {Discriminator.CDim}: expected those of Label {Label}"
            )
            .That(
                Generator.Resolution == Discriminator.Resolution && Generator.Channels == Discriminator.Channels,
                "generator and discriminator: expected one image size"
            )
            .Throw();
    }
}
