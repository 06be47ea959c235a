using GanCmri.Runtime;

namespace GanCmri.Latents.Tuning;

/// <summary>How a generator is tuned to a cine.</summary>
public sealed record TuningOptions
{
    /// <summary>Steps of the optimiser.</summary>
    public int Steps { get; init; } = 800;

    /// <summary>Rank of each convolution weight's change, 1 or above: more follow more detail and take more room.</summary>
    public int Rank { get; init; } = 16;

    /// <summary>Highest learning rate of Adam; it falls along a cosine to zero.</summary>
    public double LearningRate { get; init; } = 0.03;

    /// <summary>Highest learning rate of the latents, which learn beside the weights and begin at the cine's mean; it falls in the same
    /// way. 0: they stay where they are, as the pivots of Roich et al. do.</summary>
    public double LatentRate { get; init; } = 0.1;

    /// <summary>Frames a step.</summary>
    public int Batch { get; init; } = 8;

    /// <summary>Seed of first weights and of the order of frames.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks().AtLeast(Steps, 1).AtLeast(Rank, 1).AtLeast(Batch, 1).Positive(LearningRate).AtLeast(LatentRate, 0).Throw();
}
