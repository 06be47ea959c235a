using System.Diagnostics;
using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Statistics;
using static TorchSharp.torch;

namespace GanCmri.Benchmarks;

/// <summary>
/// What bfloat16 costs in quality: Fréchet distances in the features of the shipped segmenter between images of the shipped generator in
/// bfloat16 and the same in single precision, beside the floor (single precision, other seeds) and real validation frames.
/// </summary>
internal static class Bf16QualityBenchmark
{
    /// <summary>Prints the distances.</summary>
    /// <param name="count">Images of each set.</param>
    /// <param name="store">A frame store of 64 x 64 pixels with validation patients; null: none.</param>
    public static void Run(int count, string? store)
    {
        using var generator = NetworkFile.LoadGenerator(ShippedModels.File("sax64", "generator.safetensors"));
        using var segmenter = Segmenter.Shipped(CPU);
        var clock = Stopwatch.StartNew();
        var single = Images(generator, 0, count, ScalarType.Float32);
        var others = Images(generator, count, count, ScalarType.Float32);
        var singleTime = clock.Elapsed.TotalSeconds / 2;
        clock.Restart();
        var half = Images(generator, 0, count, ScalarType.BFloat16);
        Console.WriteLine(
            $"{count} images of seeds 0 to {count - 1}, psi 0.8; bfloat16 took {clock.Elapsed.TotalSeconds / singleTime:f1} x the time "
                + "of single precision here"
        );
        var deviations = half.Zip(single, (h, s) => h.Pixels.Zip(s.Pixels, (a, b) => Math.Abs(a - b))).SelectMany(d => d).ToArray();
        Console.WriteLine($"pixels in [-1, 1]: mean deviation {deviations.Average():g2}, largest {deviations.Max():g2}");
        var (f, g, h) = (Features(segmenter, single), Features(segmenter, others), Features(segmenter, half));
        Console.WriteLine("| Fréchet distance | value |");
        Console.WriteLine("|---|---|");
        Print("bfloat16 to single precision, same seeds", h, f);
        Print("floor: single precision, other seeds, to single precision", g, f);
        Print("bfloat16 to single precision of other seeds", h, g);
        if (store is null)
            return;
        using var frames = FrameStore.Open(store);
        var real = Features(segmenter, [.. frames.Indices(DataSplit.Validation).Select(frames.Read)]);
        Print($"{real.Length} real validation frames to single precision", real, f);
        Print($"{real.Length} real validation frames to single precision, other seeds", real, g);
        Print($"{real.Length} real validation frames to bfloat16", real, h);
    }

    private static void Print(string what, double[][] a, double[][] b) =>
        Console.WriteLine($"| {what} | {FrechetDistance.Between(a, b):g3} |");

    private static double[][] Features(Segmenter segmenter, IReadOnlyList<GrayImage> frames) =>
        [.. SegmenterFeatures.Extract(segmenter, frames).Select(f => Array.ConvertAll(f, v => (double)v))];

    private static GrayImage[] Images(StyleGan2Generator generator, int first, int count, ScalarType type)
    {
        using var scope = NewDisposeScope();
        generator.Synthesis.FeatureType = type;
        var z = stack([.. Enumerable.Range(first, count).Select(seed => tensor(NumpyRandom.Latent((uint)seed, generator.Options.ZDim)))]);
        var ws = BatchGeneration.Map(generator, z, null, 0.8, null);
        var side = generator.Options.Resolution;
        return
        [
            .. BatchGeneration
                .Images(generator, ws, NoiseKind.Const)
                .clamp(-1, 1)
                .data<float>()
                .ToArray()
                .Chunk(side * side)
                .Select(p => new GrayImage(side, side, p)),
        ];
    }
}
