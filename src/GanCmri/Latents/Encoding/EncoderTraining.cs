using GanCmri.Runtime;

namespace GanCmri.Latents.Encoding;

/// <summary>How an encoder is trained.</summary>
internal sealed record EncoderTraining
{
    /// <summary>Steps of the optimiser.</summary>
    public int Steps { get; init; } = 3000;

    /// <summary>Generated pairs of image and w a step.</summary>
    public int Pairs { get; init; } = 16;

    /// <summary>Real frames a step; 0: pairs only.</summary>
    public int Reals { get; init; } = 6;

    /// <summary>Largest learning rate of Adam; it falls along a cosine to zero.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight of the mean square pixel difference of real frames and what the generator makes of their latents.</summary>
    public double PixelWeight { get; init; } = 10;

    /// <summary>Weight of the mean square distance from the mean w, in standard deviations: keeps real frames where the generator is at
    /// home.</summary>
    public double PriorWeight { get; init; } = 0.02;

    /// <summary>Seed of weights, latents, noise and order.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => new OptionChecks().AtLeast(Steps, 1).AtLeast(Pairs, 1).AtLeast(Reals, 0).Positive(LearningRate).Throw();
}
