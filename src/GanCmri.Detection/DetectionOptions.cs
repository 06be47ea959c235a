using GanCmri.Runtime;

namespace GanCmri.Detection;

/// <summary>How a detector of ventricles is trained.</summary>
public sealed record DetectionOptions
{
    /// <summary>Whether to start from random weights. False starts from the weights that ML.NET publishes, which its trainer downloads
    /// from aka.ms (about 75 MB) at the first fit.</summary>
    public bool FromScratch { get; init; }

    /// <summary>Times that every heart is seen.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Learning rate of gradient descent; ML.NET's default is 1 for its published weights, and 0.05 suits random ones.</summary>
    public double LearningRate { get; init; } = 1;

    /// <summary>Boxes of a lower score are not reported, 0 to 1.</summary>
    public double ScoreThreshold { get; init; } = 0.5;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => new OptionChecks().AtLeast(Epochs, 1).Positive(LearningRate).Within(ScoreThreshold, 0, 1).Throw();
}
