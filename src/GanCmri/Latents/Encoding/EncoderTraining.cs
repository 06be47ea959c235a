using GanCmri.Runtime;

namespace GanCmri.Latents.Encoding;

/// <summary>How an encoder is trained.</summary>
internal sealed record EncoderTraining
{
    /// <summary>Steps of the optimiser.</summary>
    public int Steps { get; init; } = 3000;

    /// <summary>Largest learning rate of Adam; it falls along a cosine to zero.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Seed of weights, latents, noise and order.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => new OptionChecks().AtLeast(Steps, 1).Positive(LearningRate).Throw();
}
