using GanCmri.Runtime;
using GanCmri.Runtime.Fitting;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>How a segmenter is trained.</summary>
internal sealed record SegmenterTrainingOptions
{
    /// <summary>Steps for the network that outlines the cavity.</summary>
    public int CavitySteps { get; init; } = 3000;

    /// <summary>Steps for the network that finds the heart.</summary>
    public int FinderSteps { get; init; } = 800;

    /// <summary>Windows a step.</summary>
    public int BatchSize { get; init; } = 12;

    /// <summary>Seed of weights, order and augmentation.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether convolutions multiply in bfloat16, the result a little different: 1.6 times as fast where the processor has it.
    /// Float32 unless asked.</summary>
    public bool HalfPrecision { get; init; }

    /// <summary>Size of the cavity network.</summary>
    public SegmentationNetworkOptions CavityNetwork { get; init; } = new();

    /// <summary>Size of the finder network.</summary>
    public SegmentationNetworkOptions FinderNetwork { get; init; } = new() { Channels = [8, 16, 32, 48, 64], Outputs = 1 };
}

/// <summary>Trains both networks of a segmenter on outlined frames.</summary>
internal static class SegmenterTrainer
{
    /// <summary>Trains from random weights, or goes on from a segmenter.</summary>
    /// <param name="frames">Whole fields of view with outlines; split by subject before.</param>
    /// <param name="phantoms">Frames that the network which finds the heart is trained on besides; may be empty.</param>
    /// <param name="options">Length, batch, seed.</param>
    /// <param name="start">Null, or the segmenter whose weights are the first ones; it is not changed.</param>
    /// <param name="kept">Where the training is kept, so that the same one goes on after it was stopped; null: nowhere.</param>
    /// <param name="progress">Stages "find the heart" and "outline the cavity".</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="InputException">The first weights are of a segmenter with fewer structures than are trained.</exception>
    public static Segmenter Train(
        IReadOnlyList<LabelledFrame> frames,
        IReadOnlyList<LabelledFrame> phantoms,
        SegmenterTrainingOptions options,
        Segmenter? start,
        TrainingRecord? kept,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        manual_seed(options.Seed); // the only way to seed a module's first weights
        var networks =
            start?.CopyNetworks()
            ?? new SegmenterNetworks(
                new SegmentationNetwork(options.CavityNetwork),
                new SegmentationNetwork(options.FinderNetwork),
                OutlineShift: default
            );
        if (options.CavitySteps > 0 && networks.Cavity.Options.Outputs is var known && known != options.CavityNetwork.Outputs)
            throw new InputException(
                "--start",
                $"a segmenter of {options.CavityNetwork.Outputs} structures: cavity, epicardium, right ventricle",
                $"one of {known}, as they were before the right ventricle",
                "start from the shipped segmenter, or leave --start out"
            );
        networks.Locator.HalfPrecision = networks.Cavity.HalfPrecision = options.HalfPrecision;
        using (var data = new FrameTensors([.. frames, .. phantoms]))
        using (var batches = new HeartBatches(data, 2 * options.BatchSize, options.Seed))
        {
            Optimise(networks.Locator, options.FinderSteps, 3e-3, batches.Of, SegmentationLoss.HeatMap, "find the heart", "finder");
        }

        using (var data = new FrameTensors(frames))
        {
            var batches = new CavityBatches(data, options.BatchSize, options.Seed);
            Optimise(
                networks.Cavity,
                options.CavitySteps,
                start is null ? 3e-3 : 2e-3,
                batches.Of,
                SegmentationLoss.DiceAndCrossEntropy,
                "outline the cavity",
                "cavity"
            );
        }

        networks.Locator.HalfPrecision = networks.Cavity.HalfPrecision = false;
        return new Segmenter(networks, CPU);

        void Optimise(
            SegmentationNetwork network,
            int steps,
            double rate,
            Func<int, TrainingBatch> batchOf,
            Func<Tensor, TrainingBatch, Tensor> loss,
            string stage,
            string name
        ) =>
            NetworkTrainer.Run(
                network,
                network.state_dict().Values.Where(t => t.is_floating_point()),
                new NetworkTraining
                {
                    Steps = steps,
                    LearningRate = rate,
                    WarmUp = 0.03,
                    WeightDecay = 1e-3,
                    AverageDecay = 0.998,
                },
                step =>
                {
                    var batch = batchOf(step);
                    loss(network.forward(batch.Images), batch).backward();
                },
                stage,
                kept?.Of(name),
                progress,
                cancellation
            );
    }
}
