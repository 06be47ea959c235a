using System.Diagnostics;
using GanCmri.Learning;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace GanCmri.Benchmarks;

/// <summary>What ML.NET costs: images a second through a pipeline against the direct loop, and the memory of many streamed rows.</summary>
internal static class PipelineBenchmark
{
    private const int Batch = 16;

    /// <summary>Runs both: images (a multiple of the batch) through pipeline and loop in turn, then rows of latents.</summary>
    public static void Run(int images, long rows)
    {
        var path = ShippedModels.File("sax64", "generator.safetensors");
        var ml = new MLContext(1);
        using var generator = NetworkFile.LoadGenerator(path);
        using var model = ml.Gan.MapLatents("W", path, "Z").Append(ml.Gan.GenerateImages("Image", path, "W", new NetworkOptions { BatchSize = Batch }))
            .Fit(ml.Gan.SampleLatents(1, path));
        Direct(generator, Batch);
        Pipeline(ml, model, path, Batch);
        var rounds = Enumerable.Range(0, 5).Select(_ => (Direct: Rate(images, () => Direct(generator, images)), Pipeline: Rate(images, () => Pipeline(ml, model, path, images)))).ToArray();
        Console.WriteLine($"{images} images a round, 5 rounds in turn: direct {Median(rounds.Select(r => r.Direct)):f1}, pipeline {Median(rounds.Select(r => r.Pipeline)):f1} images/s; median ratio {Median(rounds.Select(r => r.Pipeline / r.Direct)):f3}");

        var z = ml.Gan.SampleLatents(rows, seed: 1, dimension: 128);
        var few = ml.Data.TakeRows(z, 500);
        using var stream = ml.Gan.MoveAlong("Z", [.. Enumerable.Repeat(0.1f, 128)], 1.5f).Append(ml.Transforms.ProjectToPrincipalComponents("Pca", "Z", rank: 8, seed: 1)).Fit(few);
        var view = stream.Transform(z);
        using var cursor = view.GetRowCursor([view.Schema["Pca"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Pca"]);
        var value = default(VBuffer<float>);
        var clock = Stopwatch.StartNew();
        while (cursor.MoveNext())
        {
            getter(ref value);
            if (cursor.Position % (rows / 10) == 0) Console.WriteLine($"row {cursor.Position}: {Environment.WorkingSet >> 20} MiB, {clock.Elapsed.TotalSeconds:f0} s");
        }

        Console.WriteLine($"{rows} rows: {Environment.WorkingSet >> 20} MiB, {clock.Elapsed.TotalSeconds:f0} s");
    }

    // The plainest loop that makes the same images and hands them out as arrays.
    private static void Direct(GanCmri.Networks.Generator generator, int images)
    {
        using var noGradient = no_grad();
        for (var first = 0; first < images; first += Batch)
        {
            using var scope = NewDisposeScope();
            var z = cat([.. Enumerable.Range(first, Batch).Select(row =>
            {
                using var random = Seed.Torch(1, "subject", row);
                return randn([1, generator.Options.ZDim], generator: random);
            })]);
            var pixels = generator.Synthesis.Forward(generator.Mapping.Forward(z)).clamp(-1, 1).data<float>().ToArray();
            if (pixels.Length == 0) throw new InvalidOperationException();
        }
    }

    private static void Pipeline(MLContext ml, ITransformer model, string path, int images)
    {
        var view = model.Transform(ml.Gan.SampleLatents(images, path));
        using var cursor = view.GetRowCursor([view.Schema["Image"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Image"]);
        var value = default(VBuffer<float>);
        while (cursor.MoveNext()) getter(ref value);
    }

    private static double Rate(int images, Action make)
    {
        var clock = Stopwatch.StartNew();
        make();
        return images / clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
