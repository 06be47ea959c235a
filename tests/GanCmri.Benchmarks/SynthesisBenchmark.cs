using System.Diagnostics;
using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Benchmarks;

/// <summary>
/// Synthesis against the recipe written plainly, the two in turn so that a drifting machine hits both. Ratios are given of the clock's
/// time and of the process's processor time; the latter counts less of what else the machine does.
/// </summary>
internal static class SynthesisBenchmark
{
    /// <summary>Prints a table.</summary>
    /// <param name="seconds">How long each side runs in a round.</param>
    /// <param name="rounds">Rounds, of whose ratios the median is given.</param>
    public static void Run(double seconds, int rounds)
    {
        var half = TorchDevice.HasBFloat16(CPU);
        Console.WriteLine(
            $"threads {get_num_threads()}; images/s by the clock; ratio by the clock (by processor time), medians of {rounds} "
                + $"rounds{(half ? "" : "; this processor has no bfloat16")}"
        );
        Console.WriteLine(
            "| network | N | plain fp32 | ours fp32 | ratio | ours bf16 | ratio | max deviation fp32 | bf16 | std of image |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var resolution in new[] { 64, 256 })
        {
            using var random = new TorchSharp.torch.Generator(1, CPU);
            using var noGrad = no_grad();
            using var generator = new StyleGan2Generator(
                new GeneratorOptions { Resolution = resolution, ChannelBase = resolution == 64 ? 16384 : 32768 },
                random
            );
            generator.Synthesis.WeightsAreFixed = true; // As in the verbs that only make images.
            var plain = new PlainSynthesis(generator);
            foreach (var n in new[] { 1, 4, 16 })
            {
                using var scope = NewDisposeScope();
                var ws = generator.Mapping.Forward(randn([n, 512], generator: random));
                var reference = plain.Forward(ws);
                var deviations = new[] { ScalarType.Float32, ScalarType.BFloat16 }
                    .Select(t => t == ScalarType.Float32 || half ? $"{(Ours(ws, t) - reference).abs().max().item<float>():g2}" : "-")
                    .ToArray();
                var speeds = Enumerable
                    .Range(0, rounds)
                    .Select(_ =>
                        (
                            Plain: Speed(() => plain.Forward(ws), n, seconds),
                            Exact: Speed(() => Ours(ws, ScalarType.Float32), n, seconds),
                            Fast: half ? Speed(() => Ours(ws, ScalarType.BFloat16), n, seconds) : null
                        )
                    )
                    .ToArray();
                var fast = half
                    ? $"{Median(speeds.Select(s => s.Fast!.Clock)):f1} | {Ratio(speeds.Select(s => (s.Fast!, s.Plain)))}"
                    : "- | -";
                Console.WriteLine(
                    $"| {resolution} config-f | {n} | {Median(speeds.Select(s => s.Plain.Clock)):f1} | "
                        + $"{Median(speeds.Select(s => s.Exact.Clock)):f1} | "
                        + $"{Ratio(speeds.Select(s => (s.Exact, s.Plain)))} | {fast} | {deviations[0]} | {deviations[1]} | "
                        + $"{reference.std().item<float>():g2} |"
                );
            }

            Tensor Ours(Tensor ws, ScalarType type)
            {
                generator.Synthesis.FeatureType = type;
                return generator.Synthesis.Forward(ws);
            }
        }
    }

    private static string Ratio(IEnumerable<(ImageRate Ours, ImageRate Plain)> speeds) =>
        $"{Median(speeds.Select(s => s.Ours.Clock / s.Plain.Clock)):f2} "
        + $"({Median(speeds.Select(s => s.Ours.Processor / s.Plain.Processor)):f2})";

    private static ImageRate Speed(Func<Tensor> make, int n, double seconds)
    {
        var (clock, before, made) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, 0);
        do
        {
            using var scope = NewDisposeScope();
            make();
            made += n;
        } while (clock.Elapsed.TotalSeconds < seconds);
        return new ImageRate(
            made / clock.Elapsed.TotalSeconds,
            made / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds
        );
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Images a second of the clock, and of processor time.</summary>
    private sealed record ImageRate(double Clock, double Processor);
}
