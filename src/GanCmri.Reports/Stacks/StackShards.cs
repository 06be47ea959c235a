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
    public static void Do(string folder, StackRecipe recipe, ShardPart part, Func<StackRecipe, IEnumerable<SyntheticStack>> make)
    {
        var own = recipe.Seeds.Index().Where(s => part.Shard.Owns(s.Index)).ToArray();
        uint[] seeds = [.. own.Select(s => s.Item)];
        StackFiles.Write(folder, part.FileOf(Volumes), part.FileOf(Slices), seeds.Length == 0 ? [] : make(recipe with { Seeds = seeds }));
        part.AddTable(Volumes, [.. own.Select(s => UnitRows.At(s.Index, 1))]);
        part.AddTable(Slices, [.. own.Select(s => UnitRows.At(s.Index, recipe.Slices))]);
        foreach (var file in seeds.Distinct().SelectMany(s => new[] { StackFiles.NiftiOf(folder, s), StackFiles.PictureOf(folder, s) }))
            part.Add(file);
    }

    /// <summary>Joins the shards.</summary>
    /// <returns>Hearts, and how many of them do not contract as asked.</returns>
    public static JoinedHearts Join(string folder, ShardSet shards)
    {
        using var taken = OutputLock.OnFolder(folder);
        shards.JoinTables(Volumes, Path.Combine(folder, StackFiles.Volumes));
        shards.JoinTables(Slices, Path.Combine(folder, StackFiles.Slices));
        var missed = File.ReadLines(Path.Combine(folder, StackFiles.Volumes))
            .LongCount(line => line.Contains(StackFiles.TargetMissed, StringComparison.Ordinal));
        return new JoinedHearts(shards.Rows(Volumes), missed);
    }
}

/// <summary>Hearts of all shards.</summary>
/// <param name="Hearts">How many.</param>
/// <param name="Missed">How many do not contract as asked.</param>
internal sealed record JoinedHearts(long Hearts, long Missed);
