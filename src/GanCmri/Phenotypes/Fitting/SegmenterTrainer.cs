using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>How a segmenter is trained.</summary>
public sealed record SegmenterTrainingOptions
{
    /// <summary>Steps for the network that outlines the cavity.</summary>
    public int CavitySteps { get; init; } = 3000;

    /// <summary>Steps for the network that finds the heart.</summary>
    public int FinderSteps { get; init; } = 800;

    /// <summary>Windows a step.</summary>
    public int BatchSize { get; init; } = 12;

    /// <summary>Seed of weights, order and augmentation.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether convolutions multiply in bfloat16: 1.6 times as fast on CPUs with AVX-512 BF16 or AMX, the result a little different.</summary>
    public bool HalfPrecision { get; init; } = true;

    /// <summary>Size of the cavity network.</summary>
    public SegmentationNetworkOptions CavityNetwork { get; init; } = new();

    /// <summary>Size of the finder network.</summary>
    public SegmentationNetworkOptions FinderNetwork { get; init; } = new() { Channels = [8, 16, 32, 48, 64], Outputs = 1 };
}

/// <summary>Trains both networks of a segmenter on outlined frames.</summary>
public static class SegmenterTrainer
{
    /// <summary>Trains from random weights.</summary>
    /// <param name="frames">Whole fields of view with outlines; split by subject before.</param>
    /// <param name="options">Length, batch, seed.</param>
    /// <param name="progress">Stages "find the heart" and "outline the cavity".</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static Segmenter Train(
        IReadOnlyList<LabelledFrame> frames, SegmenterTrainingOptions options, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        using var data = new FrameTensors(frames);
        manual_seed(options.Seed); // the only way to seed a module's first weights
        var finder = new SegmentationNetwork(options.FinderNetwork) { HalfPrecision = options.HalfPrecision };
        using (var batches = new HeartBatches(data, 2 * options.BatchSize, options.Seed))
        {
            NetworkTrainer.Run(finder, new NetworkTraining { Steps = options.FinderSteps }, _ => batches.Next(), SegmentationLoss.HeatMap,
                "find the heart", progress, cancellation);
        }

        var cavity = new SegmentationNetwork(options.CavityNetwork) { HalfPrecision = options.HalfPrecision };
        using (var batches = new CavityBatches(data, options.BatchSize, options.Seed))
        {
            NetworkTrainer.Run(cavity, new NetworkTraining { Steps = options.CavitySteps }, _ => batches.Next(), SegmentationLoss.DiceAndCrossEntropy,
                "outline the cavity", progress, cancellation);
        }

        finder.HalfPrecision = cavity.HalfPrecision = false;
        return new Segmenter(cavity, finder);
    }
}
