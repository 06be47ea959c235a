using static TorchSharp.torch;

namespace GanCmri.Runtime.Fitting;

/// <summary>Trains a network and leaves the running average of its weights in it.</summary>
internal static class NetworkTrainer
{
    /// <summary>Runs the training, or what is left of it.</summary>
    /// <param name="network">Changed in place; in evaluation mode afterwards.</param>
    /// <param name="averaged">Those of its tensors of which the average is taken.</param>
    /// <param name="options">Length and rates.</param>
    /// <param name="backward">Adds the gradients of a step (0-based), the same whether or not those before were asked for.</param>
    /// <param name="stage">Name for the progress.</param>
    /// <param name="checkpoint">Where it is kept to go on from; null: nowhere.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancellation">Stops between steps; the steps done are kept.</param>
    public static void Run(
        nn.Module network,
        IEnumerable<Tensor> averaged,
        NetworkTraining options,
        Action<int> backward,
        string stage,
        NetworkCheckpoint? checkpoint,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        using var scope = NewDisposeScope();
        using var state = new NetworkTrainingState(network, averaged, options);
        checkpoint?.Restore(state);
        network.train();
        while (state.Step < options.Steps)
        {
            if (cancellation.IsCancellationRequested)
                checkpoint?.Save(state);
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = NewDisposeScope();
            foreach (var group in state.Optimizer.ParamGroups)
                group.LearningRate = options.RateOf(state.Step);
            state.Optimizer.zero_grad();
            backward(state.Step);
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
}
