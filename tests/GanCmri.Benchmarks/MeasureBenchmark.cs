using System.Diagnostics;
using GanCmri.Imaging.Phantom;
using GanCmri.Phenotypes;
using static TorchSharp.torch;

namespace GanCmri.Benchmarks;

/// <summary>Frames a second of the shipped segmenter on phantoms of 256 x 256 pixels, by stage.</summary>
internal static class MeasureBenchmark
{
    /// <summary>Prints the stages' shares.</summary>
    /// <param name="cines">Cines of 20 frames.</param>
    public static void Run(int cines)
    {
        using var segmenter = Segmenter.Shipped(CPU);
        var options = new SegmentationOptions();
        var series = new PhantomPopulation(new PhantomOptions { Field = PhantomField.Full256 }, 1)
            .Subjects(cines + 1)
            .Select(s => s.Render().Series)
            .ToArray();
        double finding = 0,
            outlining = 0,
            measuring = 0;
        foreach (var (i, cine) in series.Index())
        {
            GanCmri.Imaging.GrayImage[] frames = [.. cine.Frames.Select(f => f.Image)];
            var clock = Stopwatch.StartNew();
            var window = segmenter.StackWindows([frames], cine.Spacing, options)[0];
            var found = clock.Elapsed.TotalSeconds;
            var outlines = segmenter.SegmentCine(frames, window, options);
            var outlined = clock.Elapsed.TotalSeconds;
            _ = frames.Zip(outlines, (f, o) => LvMeasures.Of(f, o, cine.Spacing)).ToArray();
            if (i == 0)
                continue; // warms up
            finding += found;
            outlining += outlined - found;
            measuring += clock.Elapsed.TotalSeconds - outlined;
        }

        var total = finding + outlining + measuring;
        var rate = cines * series[0].Frames.Count / total;
        Console.WriteLine(
            $"threads {get_num_threads()}: {rate:f1} frames a second; finding the heart {finding / total:p0}, outlining "
                + $"{outlining / total:p0}, measuring {measuring / total:p0}"
        );
    }
}
