using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>The optimisation of one segmentation network.</summary>
internal sealed record NetworkTraining
{
    /// <summary>Steps of the optimiser.</summary>
    public required int Steps { get; init; }

    /// <summary>Highest learning rate; it rises over the first 3 % of the steps and falls along a cosine to zero.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>AdamW's weight decay.</summary>
    public double WeightDecay { get; init; } = 1e-3;

    /// <summary>Share of the running average kept at each step; the averaged weights are the result.</summary>
    public double AverageDecay { get; init; } = 0.998;
}

/// <summary>Trains a network on batches and leaves the running average of its weights in it.</summary>
internal static class NetworkTrainer
{
    /// <summary>Runs the training.</summary>
    /// <param name="network">Changed in place; in evaluation mode afterwards.</param>
    /// <param name="options">Length and rates.</param>
    /// <param name="nextBatch">Makes the batch of a step (0-based); its tensors are disposed of here.</param>
    /// <param name="loss">Scalar loss of logits.</param>
    /// <param name="stage">Name for the progress.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static void Run(
        SegmentationNetwork network,
        NetworkTraining options,
        Func<int, TrainingBatch> nextBatch,
        Func<Tensor, TrainingBatch, Tensor> loss,
        string stage,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        using var scope = NewDisposeScope();
        using var optimizer = new Adam(network.parameters(), options.LearningRate, decay: options.WeightDecay);
        using var average = new RunningAverage(network.state_dict().Values.Where(t => t.is_floating_point()), options.AverageDecay);
        network.train();
        for (var step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = NewDisposeScope();
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = options.LearningRate * Schedule(step, options.Steps);
            var batch = nextBatch(step);
            optimizer.zero_grad();
            loss(network.forward(batch.Images), batch).backward();
            optimizer.step();
            average.Take();
            progress?.Report(new StageProgress(stage, step + 1, options.Steps, "steps"));
        }

        average.PutBack();
        network.eval();
    }

    private static double Schedule(int step, int steps)
    {
        var warm = Math.Max(1, 0.03 * steps);
        return step < warm ? (step + 1) / warm : 0.5 * (1 + Math.Cos(Math.PI * (step - warm) / Math.Max(1, steps - warm)));
    }
}
