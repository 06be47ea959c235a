namespace GanCmri.Latents.Tuning;

/// <summary>How a generator is tuned to a cine.</summary>
public sealed record TuningOptions
{
    /// <summary>Steps of the optimiser.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>Rank of each convolution weight's change, 1 or above: more follow more detail and take more room.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>Highest learning rate of Adam; it falls along a cosine to zero.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Frames a step.</summary>
    public int Batch { get; init; } = 8;

    /// <summary>
    /// Weight of what keeps images beside the cine's latents as they were (Roich et al. 2021, section 3.3), so that moving a latent still means the same; 0: none.
    /// </summary>
    public double LocalityWeight { get; init; } = 0.1;

    /// <summary>How far beside them, in standard deviations of w.</summary>
    public double LocalityReach { get; init; } = 1;

    /// <summary>Seed of first weights, order of frames and latents beside them.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    public void Validate()
    {
        List<string> wrong = [];
        if (Steps < 1) wrong.Add($"Steps {Steps} < 1");
        if (Rank < 1) wrong.Add($"Rank {Rank} < 1");
        if (Batch < 1) wrong.Add($"Batch {Batch} < 1");
        if (!(LearningRate > 0)) wrong.Add($"LearningRate {LearningRate} is not above 0");
        if (!(LocalityWeight >= 0) || !(LocalityReach >= 0)) wrong.Add("LocalityWeight or LocalityReach is below 0");
        if (wrong.Count > 0) throw new ArgumentException(string.Join("; ", wrong));
    }
}
