using System.Diagnostics;
using System.Runtime.Intrinsics;
using GanCmri.Networks;
using GanCmri.Networks.Fused;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Benchmarks;

/// <summary>Synthesis against the recipe written plainly and against ONNX Runtime, the three in turn so that a drifting machine hits
/// all.</summary>
internal static class SynthesisBenchmark
{
    /// <summary>Prints a table.</summary>
    /// <param name="seconds">How long each side runs in a round.</param>
    /// <param name="rounds">Rounds, of whose ratios the median is given.</param>
    /// <param name="network">Only networks whose names end so.</param>
    public static void Run(double seconds, int rounds, string network)
    {
        using var noGrad = no_grad();
        Console.WriteLine(
            $"threads {get_num_threads()}, registers of {(Vector512.IsHardwareAccelerated ? 512 : 256)} bits, float32; images/s by "
                + $"{(get_num_threads() == 1 ? "the processor's time" : "the clock")}, medians of {rounds} rounds"
        );
        Console.WriteLine(
            $"peaks, GFLOP/s: libtorch's convolution {ConvolutionPeak(seconds):f0}, our matrix product {ProductPeak(seconds):f0}"
        );
        Console.WriteLine(
            "| network | N | plain | ONNX Runtime | ours | ours / plain | ours / ONNX Runtime | of the convolution's peak | deviation |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, most, generator) in Networks().Where(n => n.Name.EndsWith(network, StringComparison.Ordinal)))
        {
            generator.Synthesis.WeightsAreFixed = true;
            using var onnx = new OnnxPeer(generator);
            foreach (var n in new[] { 1, 4, 16, 64, 256 }.Where(n => n <= most))
                Compare(name, generator, onnx, n, seconds, rounds);
            generator.Dispose();
        }
    }

    private static IEnumerable<(string Name, int MostImages, StyleGan2Generator Generator)> Networks()
    {
        foreach (var name in new[] { "sax64", "sax128" })
            yield return (name, 256, NetworkFile.LoadGenerator(ShippedModels.File(name, "generator.safetensors")));
        using var random = new TorchSharp.torch.Generator(1, CPU);
        yield return ("64 config-f", 64, new StyleGan2Generator(new GeneratorOptions { Resolution = 64, ChannelBase = 16384 }, random));
        yield return ("256 config-f", 16, new StyleGan2Generator(new GeneratorOptions { Resolution = 256 }, random));
    }

    private static void Compare(string name, StyleGan2Generator generator, OnnxPeer onnx, int n, double seconds, int rounds)
    {
        using var scope = NewDisposeScope();
        using var random = new TorchSharp.torch.Generator((ulong)n, CPU);
        var plain = new PlainSynthesis(generator);
        var ws = generator.Mapping.Forward(randn([n, generator.Options.ZDim], generator: random)).contiguous();
        var numbers = ws.data<float>().ToArray();
        var reference = plain.Forward(ws);
        var deviation = (generator.Synthesis.Forward(ws) - reference).abs().max().item<float>() / reference.std().item<float>();
        var speeds = Enumerable
            .Range(0, rounds)
            .Select(_ =>
                (
                    Plain: Speed(() => plain.Forward(ws), n, seconds),
                    Onnx: Speed(() => onnx.Forward(numbers, ws.shape), n, seconds),
                    Ours: Speed(() => generator.Synthesis.Forward(ws), n, seconds)
                )
            )
            .ToArray();
        var ours = Median(speeds.Select(s => s.Ours));
        Console.WriteLine(
            $"| {name} | {n} | {Median(speeds.Select(s => s.Plain)):g3} | {Median(speeds.Select(s => s.Onnx)):g3} | {ours:g3} | "
                + $"{Median(speeds.Select(s => s.Ours / s.Plain)):f2} | {Median(speeds.Select(s => s.Ours / s.Onnx)):f2} | "
                + $"{ours * Work(generator.Options) / _peak:f2} | {deviation:g2} |"
        );
    }

    private static double _peak;

    // GFLOP of an image's convolutions, done directly: Karras et al. 2020.
    private static double Work(GeneratorOptions options) =>
        options
            .BlockResolutions()
            .Sum(r =>
            {
                double outputs = options.FeatureMaps(r),
                    inputs = r == 4 ? 0 : options.FeatureMaps(r / 2);
                return 2 * 9 * outputs * (outputs * r * r + inputs * r * r / 4) / 1e9;
            });

    private static double ConvolutionPeak(double seconds)
    {
        using var scope = NewDisposeScope();
        var (x, w) = (randn(1, 256, 64, 64), randn(256, 256, 3, 3));
        return _peak = Speed(() => nn.functional.conv2d(x, w, padding: [1, 1]), 1, seconds) * 2 * 9 * 256 * 256 * 64 * 64 / 1e9;
    }

    private static unsafe double ProductPeak(double seconds)
    {
        const int Side = 960;
        var b = new PackedMatrix(Side, Side, new float[Side * Side]);
        Floats a = new(Side * Side),
            c = new(Side * Side);
        var workers = new Workers(get_num_threads());
        return Speed(() => Gemm.Multiply(a.At, Side, Side, b, c.At, Side, workers), 1, seconds) * 2.0 * Side * Side * Side / 1e9;
    }

    // One thread by the processor's time, which other programs do not take from it.
    private static double Speed(Action make, int n, double seconds)
    {
        var (start, made) = (Now(), 0);
        do
        {
            using var scope = NewDisposeScope();
            make();
            made += n;
        } while ((Now() - start).TotalSeconds < seconds);
        return made / (Now() - start).TotalSeconds;

        static TimeSpan Now() => get_num_threads() == 1 ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
