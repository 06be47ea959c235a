using CsvHelper.Configuration.Attributes;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Shards;
using GanCmri.Studies.Stacks;

namespace GanCmri.Reports.Stacks;

/// <summary>Whole hearts in shards: each makes every n-th heart, whose files lie beside those of all others; joined, the tables are those
/// of one run.</summary>
internal static class StackShards
{
    private const string Volumes = ".csv",
        Slices = ".slices.csv";

    /// <summary>Makes the hearts of one shard.</summary>
    /// <param name="folder">Of the whole run.</param>
    /// <param name="recipe">All hearts.</param>
    /// <param name="part">The shard.</param>
    /// <param name="make">Makes the hearts of a recipe.</param>
    /// <param name="judged">Whether there are columns of what another network saw.</param>
    public static void Do(
        string folder,
        StackRecipe recipe,
        ShardPart part,
        Func<StackRecipe, IEnumerable<SyntheticStack>> make,
        bool judged
    )
    {
        var own = recipe.Seeds.Index().Where(s => part.Shard.Owns(s.Index)).ToArray();
        uint[] seeds = [.. own.Select(s => s.Item)];
        StackFiles.Write(
            folder,
            part.FileOf(Volumes),
            part.FileOf(Slices),
            seeds.Length == 0 ? [] : make(recipe with { Seeds = seeds }),
            judged
        );
        part.AddTable(Volumes, [.. own.Select(s => UnitRows.At(s.Index, 1))]);
        part.AddTable(Slices, [.. own.Select(s => UnitRows.At(s.Index, recipe.Slices))]);
        foreach (var file in seeds.Distinct().SelectMany(s => new[] { StackFiles.NiftiOf(folder, s), StackFiles.PictureOf(folder, s) }))
            part.Add(file);
    }

    /// <summary>Joins the shards.</summary>
    /// <returns>Hearts, and what to doubt of them.</returns>
    public static JoinedHearts Join(string folder, ShardSet shards)
    {
        using var taken = OutputLock.OnFolder(folder);
        shards.JoinTables(Volumes, Path.Combine(folder, StackFiles.Volumes));
        shards.JoinTables(Slices, Path.Combine(folder, StackFiles.Slices));
        var doubts = CsvFile
            .ReadRecords<FlagRow>(Path.Combine(folder, StackFiles.Volumes))
            .SelectMany(r => r.Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new JoinedHearts(shards.Rows(Volumes), [.. doubts]);
    }
}

/// <summary>The flags of a heart, as the table of volumes has them.</summary>
internal sealed class FlagRow
{
    /// <summary>Words separated by blanks.</summary>
    [Name("flags")]
    public string Flags { get; init; } = "";
}

/// <summary>Hearts of all shards.</summary>
/// <param name="Hearts">How many.</param>
/// <param name="Doubts">The words of their flags, each as often as it was met.</param>
internal sealed record JoinedHearts(long Hearts, IReadOnlyList<string> Doubts)
{
    /// <summary>How many do not contract as asked.</summary>
    public long Missed => Doubts.LongCount(d => d == StackFiles.TargetMissed);
}
