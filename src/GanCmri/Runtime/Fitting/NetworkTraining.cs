namespace GanCmri.Runtime.Fitting;

/// <summary>How one network is optimised.</summary>
internal sealed record NetworkTraining
{
    /// <summary>Steps of the optimiser.</summary>
    public required int Steps { get; init; }

    /// <summary>Highest learning rate; after <see cref="WarmUp"/> it falls along a cosine to zero.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Share of the steps over which the learning rate rises.</summary>
    public double WarmUp { get; init; }

    /// <summary>AdamW's weight decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Share of the running average kept at each step; the averaged weights are the result.</summary>
    public required double AverageDecay { get; init; }

    /// <summary>The learning rate of a step, from 0.</summary>
    public double RateOf(int step)
    {
        var rising = WarmUp > 0 ? Math.Max(1, WarmUp * Steps) : 0;
        return LearningRate
            * (step < rising ? (step + 1) / rising : 0.5 * (1 + Math.Cos(Math.PI * (step - rising) / Math.Max(1, Steps - rising))));
    }
}
