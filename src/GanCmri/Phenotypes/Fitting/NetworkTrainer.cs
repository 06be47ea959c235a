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
    /// <summary>Runs the training, or what is left of it.</summary>
    /// <param name="network">Changed in place; in evaluation mode afterwards.</param>
    /// <param name="options">Length and rates.</param>
    /// <param name="nextBatch">Makes the batch of a step (0-based), the same whether or not those before were asked for; its tensors are
    /// disposed of here.</param>
    /// <param name="loss">Scalar loss of logits.</param>
    /// <param name="stage">Name for the progress.</param>
    /// <param name="checkpoint">Where it is kept to go on from; null: nowhere.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancellation">Stops between steps; the steps done are kept.</param>
    public static void Run(
        SegmentationNetwork network,
        NetworkTraining options,
        Func<int, TrainingBatch> nextBatch,
        Func<Tensor, TrainingBatch, Tensor> loss,
        string stage,
        NetworkCheckpoint? checkpoint,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        using var scope = NewDisposeScope();
        using var state = new NetworkTrainingState(network, options);
        checkpoint?.Restore(state);
        network.train();
        while (state.Step < options.Steps)
        {
            if (cancellation.IsCancellationRequested)
                checkpoint?.Save(state);
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = NewDisposeScope();
            foreach (var group in state.Optimizer.ParamGroups)
                group.LearningRate = options.LearningRate * Schedule(state.Step, options.Steps);
            var batch = nextBatch(state.Step);
            state.Optimizer.zero_grad();
            loss(network.forward(batch.Images), batch).backward();
            state.Optimizer.step();
            state.Average.Take();
            state.Step++;
            checkpoint?.SaveIfDue(state);
            progress?.Report(new StageProgress(stage, state.Step, options.Steps, "steps"));
        }

        checkpoint?.Save(state);
        state.Average.PutBack();
        network.eval();
    }

    private static double Schedule(int step, int steps)
    {
        var warm = Math.Max(1, 0.03 * steps);
        return step < warm ? (step + 1) / warm : 0.5 * (1 + Math.Cos(Math.PI * (step - warm) / Math.Max(1, steps - warm)));
    }
}
