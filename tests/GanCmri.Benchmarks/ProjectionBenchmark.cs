using System.Diagnostics;
using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Benchmarks;

/// <summary>Projection from the encoder's guess, 100 steps in W+, by fused passes and by libtorch's layers in turn. The frames are the
/// generator's own under other noise: the figure is of speed, not of quality.</summary>
internal static class ProjectionBenchmark
{
    private const int Frames = 8;

    /// <summary>Prints a table.</summary>
    /// <param name="rounds">Rounds, of whose ratios the median is given.</param>
    public static void Run(int rounds)
    {
        Console.WriteLine($"threads {get_num_threads()}, {Frames} frames, W+, 100 steps, float32; medians of {rounds} rounds");
        Console.WriteLine("| network | layers, s a frame | fused, s a frame | ratio | MSE layers | MSE fused |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var name in new[] { "sax64", "sax128" })
        {
            using var generator = NetworkFile.LoadGenerator(ShippedModels.File(name, "generator.safetensors"));
            using var encoder = Encoder.Load(ShippedModels.File(name, "encoder.safetensors"), CPU);
            var images = Images(generator);
            var starts = encoder.Encode(images);
            var pairs = Enumerable
                .Range(0, rounds)
                .Select(_ =>
                    (Slow: Project(generator, images, starts, isFixed: false), Fast: Project(generator, images, starts, isFixed: true))
                )
                .ToArray();
            Console.WriteLine(
                $"| {name} | {Median(pairs.Select(p => p.Slow.Seconds)):f2} | {Median(pairs.Select(p => p.Fast.Seconds)):f2} | "
                    + $"{Median(pairs.Select(p => p.Slow.Seconds / p.Fast.Seconds)):f2} | {pairs[0].Slow.Mse:f4} | {pairs[0].Fast.Mse:f4} |"
            );
        }
    }

    private static float[][] Images(StyleGan2Generator generator)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var random = new TorchSharp.torch.Generator(1, CPU);
        var ws = generator.Mapping.Forward(randn([Frames, generator.Options.ZDim], generator: random), null, 0.8);
        var images = generator.Synthesis.Forward(ws, Noise.Random(random)).clamp(-1, 1);
        return [.. images.data<float>().ToArray().Chunk((int)(images.numel() / Frames))];
    }

    private static Result Project(StyleGan2Generator generator, float[][] images, IReadOnlyList<float[]> starts, bool isFixed)
    {
        generator.Synthesis.WeightsAreFixed = isFixed;
        var options = new ProjectorOptions
        {
            Space = LatentSpace.WPlus,
            Steps = 100,
            PlateauGain = 0,
        };
        var projector = new Projector(generator, options);
        var clock = Stopwatch.StartNew();
        var found = projector.Project(images, starts);
        return new Result(clock.Elapsed.TotalSeconds / images.Length, found.Average(p => p.Quality.Mse));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed record Result(double Seconds, double Mse);
}
