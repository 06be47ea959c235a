using System.Text.Json;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Studies.Sharding;

/// <summary>A frame store in shards: each finds and cuts the hearts of some subjects; joined, they are numbered, compared, split and
/// written as in one run.</summary>
internal static class DatasetShards
{
    private const string Stacks = ".jsonl";

    /// <summary>Cuts the subjects of one shard into a file with a stack a line.</summary>
    public static void Do(
        string data,
        SubjectLinks links,
        CineReaderOptions reading,
        DatasetOptions options,
        ShardPart part,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    )
    {
        var shard = part.Shard;
        AtomicFile.Write(
            part.FileOf(Stacks),
            stream =>
            {
                using var lines = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                foreach (
                    var (done, stack) in PhasePairs
                        .Joined(CineReader.Stacks(data, reading with { Subjects = shard.Owns }), reading.Notes)
                        .Index()
                )
                {
                    cancel.ThrowIfCancellationRequested();
                    lines.WriteLine(JsonSerializer.Serialize(CutStack.Of(stack, links, options)));
                    progress?.Report(new StageProgress("dataset", done + 1, 0, "stacks"));
                }
            }
        );
        part.Add(part.FileOf(Stacks));
    }

    /// <summary>Joins shards to a store.</summary>
    public static FrameStoreInfo Join(
        ShardSet shards,
        string folder,
        DatasetOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    ) => DatasetBuilder.Build(InOrder([.. shards.Files(Stacks).Select(Read)]), folder, options, progress, cancel);

    private static IEnumerator<CutStack> Read(string path) =>
        File.ReadLines(path).Select(line => JsonSerializer.Deserialize<CutStack>(line)!).GetEnumerator();

    // One stack of each shard waits at a time.
    private static IEnumerable<CutStack> InOrder(IReadOnlyList<IEnumerator<CutStack>> shards)
    {
        var waiting = new PriorityQueue<IEnumerator<CutStack>, long>();
        try
        {
            foreach (var shard in shards)
                Next(shard);
            while (waiting.TryDequeue(out var first, out _))
            {
                yield return first.Current;
                Next(first);
            }
        }
        finally
        {
            foreach (var shard in shards)
                shard.Dispose();
        }

        void Next(IEnumerator<CutStack> shard)
        {
            if (shard.MoveNext())
                waiting.Enqueue(shard, shard.Current.Place);
        }
    }
}
