using System.Text.Json;
using GanCmri.Runtime;
using GanCmri.Shards;
using GanCmri.Statistics.Association;

namespace GanCmri.Studies.Sharding;

/// <summary>
/// An association study in shards. Of plain linear models each shard sums the rows of every n-th table; joined, the sums are added up and
/// the models solved. Of others, which need their rows several times, each tests every n-th phenotype on all rows.
/// </summary>
internal static class AssociationShards
{
    private const string Sums = ".sums",
        Tests = ".tests";

    /// <summary>Does one shard.</summary>
    public static void Do(
        IReadOnlyList<string> tables,
        AssociationOptions options,
        ShardPart part,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    )
    {
        if (SummedStudy.Fits(options, tables[0]))
        {
            var sums = SummedStudy.Of([.. tables.Where((_, i) => part.Shard.Owns(i))], options, progress, cancel);
            Write(part, Sums, stream => JsonSerializer.Serialize(stream, sums));
        }
        else
            Write(part, Tests, TestShare.Of(tables, options, i => part.Shard.Owns(i), progress, cancel).Write);
    }

    /// <summary>Joins them.</summary>
    public static AssociationTable Join(IReadOnlyList<string> tables, AssociationOptions options, ShardSet shards, CancellationToken cancel)
    {
        var study = SummedStudy.Fits(options, tables[0])
            ? SummedStudy.Join(shards.Files(Sums).Select(f => Read(f, s => JsonSerializer.Deserialize<StudySums>(s)!)), options)
            : TestShare.Join(shards.Files(Tests).Select(f => Read(f, TestShare.Read)), options);
        return SubjectColumn.Noted(study, tables, options, cancel);
    }

    private static void Write(ShardPart part, string ending, Action<Stream> write)
    {
        AtomicFile.Write(part.FileOf(ending), write);
        part.Add(part.FileOf(ending));
    }

    private static T Read<T>(string path, Func<Stream, T> read)
    {
        using var stream = File.OpenRead(path);
        return read(stream);
    }
}
