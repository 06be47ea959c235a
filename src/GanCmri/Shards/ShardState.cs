namespace GanCmri.Shards;

/// <summary>What has become of a shard.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Marker">Its marker, if it is done.</param>
/// <param name="Failure">Why it failed, if it did.</param>
internal sealed record ShardState(int Number, ShardMarker? Marker, string? Failure)
{
    private static readonly int LongName = "part-00000.json".Length;

    /// <summary>The states of all shards; empty where nothing tells how many there are.</summary>
    /// <param name="folder">The folder of the shards.</param>
    public static IReadOnlyList<ShardState> All(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var files = new DirectoryInfo(folder)
            .EnumerateFiles("part-?????.*")
            .OrderByDescending(f => f.LastWriteTimeUtc)
            .ThenBy(f => f.Name, StringComparer.Ordinal)
            .ToArray();
        var markers = files
            .Where(f => f.Name.Length == LongName && f.Extension == ".json")
            .Select(f => ShardMarker.Read(f.FullName))
            .OfType<ShardMarker>()
            .ToArray();
        var failures = files
            .Where(f => f.Extension == ".failed")
            .Select(f => ShardFailure.Read(f.FullName))
            .OfType<ShardFailure>()
            .ToArray();
        var count =
            markers.Length > 0 ? markers[0].Count
            : failures.Length > 0 ? failures[0].Shard.Count
            : 0; // of an earlier run in more or fewer shards there may be others
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new ShardState(
                    i,
                    Array.Find(markers, m => m.Number == i && m.Count == count),
                    Array.Find(failures, f => f.Shard == new Shard(i, count))?.Reason
                )),
        ];
    }
}
