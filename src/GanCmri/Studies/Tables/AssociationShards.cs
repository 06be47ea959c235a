using System.Text.Json;
using GanCmri.Runtime;
using GanCmri.Shards;
using GanCmri.Statistics.Association;

namespace GanCmri.Studies.Tables;

/// <summary>An association study in shards: each sums the rows of every n-th table; joined, the sums are added up and the models
/// solved.</summary>
internal static class AssociationShards
{
    private const string Sums = ".sums";

    /// <summary>Sums the tables of one shard.</summary>
    public static void Do(
        IReadOnlyList<string> tables,
        AssociationOptions options,
        ShardPart part,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    )
    {
        var shard = part.Shard;
        var sums = SummedStudy.Of([.. tables.Where((_, i) => shard.Owns(i))], options, progress, cancel);
        AtomicFile.Write(part.FileOf(Sums), stream => JsonSerializer.Serialize(stream, sums));
        part.Add(part.FileOf(Sums));
    }

    /// <summary>Adds up and solves.</summary>
    public static AssociationTable Join(AssociationOptions options, ShardSet shards) =>
        SummedStudy.Join(shards.Files(Sums).Select(Read), options);

    private static StudySums Read(string path)
    {
        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<StudySums>(stream)!;
    }
}
