using GanCmri.Runtime;

namespace GanCmri.Shards;

/// <summary>part-iiiii.failed: why a shard ended without a marker, where it could still say so.</summary>
/// <param name="Shard">Which shard.</param>
/// <param name="Reason">In one line.</param>
internal sealed record ShardFailure(Shard Shard, string Reason)
{
    /// <summary>Of an exception; only what was written for users is told.</summary>
    public static ShardFailure Of(Shard shard, Exception e) => new(shard, e is InputException bad ? bad.Message : e.GetType().Name);

    /// <summary>Writes it.</summary>
    public void Save(string path) => AtomicFile.WriteText(path, $"{Shard}\n{Reason}\n");

    /// <summary>Reads one; null if the file holds something else.</summary>
    public static ShardFailure? Read(string path)
    {
        var lines = File.ReadAllLines(path);
        try
        {
            return lines.Length < 2 ? null : new ShardFailure(Shard.Parse(lines[0]), lines[1]);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
