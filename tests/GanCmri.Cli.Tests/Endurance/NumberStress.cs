using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Latents.Tuning;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Tests.Latents;
using GanCmri.Tests.Phenotypes;
using GanCmri.Training;
using static TorchSharp.torch;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Numbers that libtorch computes while other threads allocate and collect without pause: nothing ends the process, and each
/// result is that of a quiet run, bit for bit.</summary>
internal static class NumberStress
{
    /// <summary>Numbers that nobody holds, as TorchSharp passes them: what this stress is there to find.</summary>
    public const string Unheld = "unheld";

    private static readonly Dictionary<string, Func<int, float[]>> Works = new()
    {
        ["training"] = Training,
        ["segmenter"] = Segmenting,
        ["encoder"] = Encoding,
        ["projection"] = Projecting,
        ["tuning"] = Tuning,
        ["images"] = Making,
        [Unheld] = PassingUnheld,
    };

    /// <summary>What is computed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Works.Keys.Where(n => n != Unheld)];

    /// <summary>Computes once in quiet, then again and again beside collections.</summary>
    /// <param name="name">What.</param>
    /// <param name="steps">Steps of the optimiser in each run.</param>
    /// <param name="goesOn">Whether to run once more, given the runs done.</param>
    public static NumberStressResult Run(string name, int steps, Func<int, bool> goesOn)
    {
        var expected = Digest(Works[name](steps));
        var (runs, wrong, collections) = (0, 0, GC.CollectionCount(0));
        using var stop = new CancellationTokenSource();
        Thread[] others = [new(() => Collect(stop.Token)), new(() => Allocate(stop.Token))];
        foreach (var thread in others)
            thread.Start();
        try
        {
            for (; goesOn(runs); runs++)
                wrong += Digest(Works[name](steps)) == expected ? 0 : 1;
        }
        finally
        {
            stop.Cancel();
            foreach (var thread in others)
                thread.Join();
        }

        return new NumberStressResult(name, runs, steps, GC.CollectionCount(0) - collections, wrong);
    }

    private static void Collect(CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            GC.Collect(i % 16 == 0 ? 2 : 0);
            GC.WaitForPendingFinalizers();
        }
    }

    private static void Allocate(CancellationToken stop)
    {
        var kept = new byte[64][];
        for (var i = 0; !stop.IsCancellationRequested; i++)
            kept[i % kept.Length] = new byte[1000 + i % 90_000]; // some of them large objects
    }

    private static string Digest(float[] numbers) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(numbers.AsSpan())));

    private static float[] Training(int steps)
    {
        var options = TrainingOptions.ForCpu(16, 64, 8, 8) with
        {
            Batch = 4,
            BFloat16 = false,
            Variation = 1,
            PathLengthWeight = 2,
            PathLengthInterval = 2,
            R1Interval = 2,
            AugmentCutout = 0.2,
        };
        using var state = new TrainingState(options, CPU);
        using var scope = NewDisposeScope();
        var random = new Random(1);
        var reals = new LabelledImages(
            tensor(Enumerable.Range(0, 4 * 16 * 16).Select(_ => random.NextSingle() * 2 - 1).ToArray(), [4, 1, 16, 16]).clone(),
            null
        );
        var step = new TrainingStep(state, new FrameLabels([], [], FrameLabel.None), CPU);
        for (var i = 0; i < steps; i++)
            step.Run(reals);
        return [.. state.GEma.parameters().Concat(state.D.parameters()).SelectMany(p => p.data<float>().ToArray())];
    }

    private static float[] Segmenting(int steps)
    {
        using var segmenter = SegmenterTrainer.Train(
            [.. Enumerable.Range(0, 4).Select(Shapes.Heart)],
            [],
            new SegmenterTrainingOptions
            {
                CavitySteps = steps,
                FinderSteps = steps,
                BatchSize = 2,
                CavityNetwork = new SegmentationNetworkOptions { Channels = [4, 6] },
                FinderNetwork = new SegmentationNetworkOptions { Channels = [4, 6], Outputs = 1 },
            },
            start: null,
            kept: null,
            progress: null,
            CancellationToken.None
        );
        return [.. segmenter.Segment([Shapes.Heart(9).Image], null).SelectMany(s => s.Cavity.Inside.Select(v => v ? 1f : 0))];
    }

    private static float[] Encoding(int steps)
    {
        using var generator = TinyNetworks.Generator();
        using var encoder = EncoderTrainer.Train(generator, null, new EncoderTraining { Steps = steps }, null, null, default);
        var images = LatentImages.Render(generator, LatentImages.OfSeeds(generator, [1], 0.7));
        return [.. encoder.Encode(images).SelectMany(w => w)];
    }

    private static float[] Projecting(int steps)
    {
        using var generator = TinyNetworks.Generator();
        var images = LatentImages.Render(generator, LatentImages.OfSeeds(generator, [1, 2], 0.7));
        return [.. new Projector(generator, new ProjectorOptions { Steps = steps, PlateauGain = 0 }).Project(images).SelectMany(p => p.W)];
    }

    private static float[] Tuning(int steps)
    {
        using var generator = TinyNetworks.Generator();
        var latents = LatentImages.OfSeeds(generator, [1, 2, 3, 4], 0.7);
        var frames = LatentImages.Render(generator, LatentImages.OfSeeds(generator, [5, 6, 7, 8], 0.7));
        using var tuned = PivotalTuning
            .Run(generator, latents, frames, new TuningOptions { Steps = steps, Batch = 4 })
            .Tuning.Apply(generator);
        return [.. LatentImages.Render(tuned, latents).SelectMany(i => i)];
    }

    private static float[] PassingUnheld(int steps)
    {
        using var scope = NewDisposeScope();
        var x = ones(64, 64);
        for (var i = 0; i < 5000 * steps; i++)
        {
            using var inner = NewDisposeScope();
            x.copy_((x * 1.25 + 0.5) * 0.8 - 0.4);
        }

        return x.data<float>().ToArray();
    }

    private static float[] Making(int steps)
    {
        using var generator = TinyNetworks.Generator();
        var seeds = Enumerable.Range(0, steps).Select(i => (uint)i).ToArray();
        return [.. LatentImages.Render(generator, LatentImages.OfSeeds(generator, seeds, 0.7)).SelectMany(i => i)];
    }
}

/// <summary>What became of runs beside collections.</summary>
internal sealed record NumberStressResult(string Name, int Runs, int Steps, int Collections, int Wrong)
{
    public override string ToString() =>
        $"{Name}: {Runs} runs of {Steps} steps beside {Collections} collections, {Wrong} with other numbers than in quiet";
}
