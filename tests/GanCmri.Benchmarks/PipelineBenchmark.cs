using System.Diagnostics;
using GanCmri.Learning;
using GanCmri.Learning.Batching;
using GanCmri.Learning.Networks;
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
    private const int ImagesARound = 30 * Batch;

    /// <summary>Images through pipeline and loop, in short rounds by turns so that the machine's other work hits both; then rows of
    /// latents.</summary>
    /// <param name="images">Images for each side; rounded up to whole rounds of 480.</param>
    /// <param name="rows">Rows of latents; 0 for none.</param>
    public static void Run(int images, long rows)
    {
        if (images > 0)
            CompareImages((images + ImagesARound - 1) / ImagesARound);
        if (rows > 0)
            StreamLatents(rows);
    }

    private static void CompareImages(int rounds)
    {
        var path = ShippedModels.File("sax64", "generator.safetensors");
        var ml = new MLContext(1);
        using var generator = NetworkFile.LoadGenerator(path);
        using var model = ml
            .Gan.MapLatents("W", path, "Z")
            .Append(ml.Gan.GenerateImages("Image", path, "W", new NetworkOptions { BatchSize = Batch }))
            .Fit(ml.Gan.SampleLatents(1, path));
        Direct(Batch);
        Pipeline(Batch);
        var (direct, pipeline) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
                direct[round] = Rate(Direct);
            pipeline[round] = Rate(Pipeline);
            if (round % 2 == 1)
                direct[round] = Rate(Direct);
        }

        var ratios = pipeline.Zip(direct, (p, d) => p / d).Order().ToArray();
        Console.WriteLine(
            $"{rounds * ImagesARound} images each way in {rounds} rounds by turns: direct {Median(direct):f1}, pipeline "
                + $"{Median(pipeline):f1} images/s; "
                + $"ratio of a round {ratios[ratios.Length / 2]:f3} (median; quartiles {ratios[ratios.Length / 4]:f3} to "
                + $"{ratios[3 * ratios.Length / 4]:f3}), "
                + $"of all images {direct.Sum(d => 1 / d) / pipeline.Sum(p => 1 / p):f3}"
        );

        // The plainest loop that makes the same images and hands them out as arrays.
        void Direct(int count)
        {
            using var noGradient = no_grad();
            for (var first = 0; first < count; first += Batch)
            {
                using var scope = NewDisposeScope();
                var z = cat([
                    .. Enumerable
                        .Range(first, Batch)
                        .Select(row =>
                        {
                            using var random = Seed.Torch(1, "subject", row);
                            return randn([1, generator.Options.ZDim], generator: random);
                        }),
                ]);
                var pixels = generator.Synthesis.Forward(generator.Mapping.Forward(z)).clamp(-1, 1).data<float>().ToArray();
                if (pixels.Length == 0)
                    throw new InvalidOperationException();
            }
        }

        void Pipeline(int count)
        {
            var view = model.Transform(ml.Gan.SampleLatents(count, path));
            using var cursor = view.GetRowCursor([view.Schema["Image"]]);
            var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Image"]);
            var value = default(VBuffer<float>);
            while (cursor.MoveNext())
                getter(ref value);
        }
    }

    private static void StreamLatents(long rows)
    {
        var ml = new MLContext(1);
        var z = ml.Gan.SampleLatents(rows, seed: 1, dimension: 128);
        using var stream = ml
            .Gan.MoveAlong("Z", [.. Enumerable.Repeat(0.1f, 128)], 1.5f)
            .Append(ml.Transforms.ProjectToPrincipalComponents("Pca", "Z", rank: 8, seed: 1))
            .Fit(ml.Data.TakeRows(z, 500));
        var view = stream.Transform(z);
        using var cursor = view.GetRowCursor([view.Schema["Pca"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Pca"]);
        var value = default(VBuffer<float>);
        var clock = Stopwatch.StartNew();
        while (cursor.MoveNext())
        {
            getter(ref value);
            if ((cursor.Position + 1) % Math.Max(1, rows / 10) == 0)
                Console.WriteLine(
                    $"{cursor.Position + 1} latent rows: {Environment.WorkingSet >> 20} MiB, {clock.Elapsed.TotalSeconds:f0} s"
                );
        }
    }

    private static double Rate(Action<int> make)
    {
        var clock = Stopwatch.StartNew();
        make(ImagesARound);
        return ImagesARound / clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
