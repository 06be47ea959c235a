using System.Diagnostics;
using System.Globalization;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Networks.Weights;
using TorchSharp;

namespace GanCmri.Benchmarks;

/// <summary>Time and memory of importing a 256 x 256 config-f generator, about 120 MB, from a pickle as stylegan2-ada-pytorch writes
/// it.</summary>
internal static class ImportBenchmark
{
    /// <summary>Measures an import; if there is no such file, makes it and stops, so that making it does not count.</summary>
    public static void Run(string pickle)
    {
        if (!File.Exists(pickle))
        {
            using var random = new torch.Generator(1, torch.CPU);
            using var generator = new StyleGan2Generator(new GeneratorOptions { Resolution = 256 }, random);
            using var stream = File.Create(pickle);
            new AdaPickle().Write(stream, ("G_ema", generator));
            Console.WriteLine($"{pickle} written: start again to measure");
            return;
        }

        torch.zeros(1).Dispose(); // Loads libtorch.
        var before = Kilobytes("VmRSS:");
        var to = Path.ChangeExtension(pickle, ".safetensors");
        var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        NetworkFile.Import(pickle, to);
        Console.WriteLine(
            $"{new FileInfo(pickle).Length / 1e6:f0} MB: {clock.Elapsed.TotalSeconds:f2} s, "
                + $"{(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:f2} s of processor; "
                + $"peak {(Kilobytes("VmHWM:") - before) * 1024 / (double)new FileInfo(pickle).Length:f2} x the file above "
                + $"{before / 1024} MiB with libtorch loaded"
        );
    }

    private static long Kilobytes(string field) =>
        long.Parse(
            File.ReadLines("/proc/self/status").First(l => l.StartsWith(field, StringComparison.Ordinal))[field.Length..^2].Trim(),
            CultureInfo.InvariantCulture
        );
}
