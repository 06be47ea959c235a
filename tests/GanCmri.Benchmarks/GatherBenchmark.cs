using System.Diagnostics;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Benchmarks;

/// <summary>Time of gathering the table of frames of 45,000 cines from 200 Parquet shards.</summary>
internal static class GatherBenchmark
{
    private const int Shards = 200,
        Cines = 45_000,
        Frames = 50,
        Phenotypes = 20;

    /// <summary>Gathers; if there are no shards, makes them and stops, so that making them does not count.</summary>
    /// <param name="folder">Of the shards; 0.8 GB with what is gathered.</param>
    public static void Run(string folder)
    {
        string[] tables = [.. Enumerable.Range(0, Shards).Select(s => Path.Combine(folder, new Shard(s, Shards).Name + ".parquet"))];
        if (!Directory.Exists(folder))
        {
            for (var shard = 0; shard < Shards; shard++)
                Write(tables[shard], new Shard(shard, Shards));
            Console.WriteLine($"{folder} written: start again to measure");
            return;
        }

        var whole = Path.Combine(folder, "whole.parquet");
        var clock = Stopwatch.StartNew();
        var units = Enumerable.Range(0, Shards).Select(s => CinesOf(new Shard(s, Shards)).Select(c => UnitRows.At(c, Frames)).ToArray());
        GatheredParquet.Write(whole, tables, GatheredTable.Ordered([.. units]));
        Console.WriteLine(
            $"{Cines * Frames} rows of {Shards} shards, {new FileInfo(whole).Length / 1e6:f0} MB: {clock.Elapsed.TotalSeconds:f1} s"
        );
    }

    private static IEnumerable<int> CinesOf(Shard shard) => Enumerable.Range(0, Cines).Where(c => shard.Owns($"S{c:D6}"));

    private static void Write(string path, Shard shard)
    {
        var random = new RandomStream(shard.Number);
        new TableWriter<(int Cine, int Frame)>()
            .Text("subject", r => $"S{r.Cine:D6}")
            .Text("series", r => $"S{r.Cine:D6}-01")
            .Text("flags", _ => "")
            .Count("frame_number", r => r.Frame)
            .Numbers(Enumerable.Range(0, Phenotypes), c => $"x{c}", (_, _) => random.Normal())
            .Save(path, CinesOf(shard).SelectMany(c => Enumerable.Range(0, Frames).Select(f => (c, f))));
    }
}
