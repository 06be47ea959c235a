using GanCmri.Learning;
using GanCmri.Learning.Networks;
using GanCmri.Networks;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Benchmarks;

/// <summary>Whether pipelines give back their native memory: many are built, run and disposed, each with the shipped generator read
/// anew.</summary>
internal static class DisposalBenchmark
{
    /// <summary>Prints the resident memory on the way.</summary>
    public static void Run(int cycles)
    {
        var path = ShippedModels.File("sax64", "generator.safetensors");
        var ml = new MLContext(1);
        var hearts = ml.Gan.SampleLatents(2, path);
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            using (var chain = ml.Gan.MapLatents("W", path, "Z").Append(ml.Gan.GenerateImages("Image", path, "W")).Fit(hearts))
            {
                var view = chain.Transform(hearts);
                using var cursor = view.GetRowCursor([view.Schema["Image"]]);
                var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Image"]);
                var value = default(VBuffer<float>);
                while (cursor.MoveNext())
                    getter(ref value);
            }

            if (cycle % Math.Max(1, cycles / 10) != 0)
                continue;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Console.WriteLine($"{cycle} cycles: {Environment.WorkingSet >> 20} MiB, {NetworkLease<StyleGan2Generator>.Held} networks held");
        }
    }
}
