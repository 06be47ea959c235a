using System.Text.Encodings.Web;
using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Shards;

/// <summary>part-iiiii.json, written last: the shard is done, of what it was made, and which files it gave.</summary>
internal sealed record ShardMarker
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The shard's number, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>How many shards there are.</summary>
    public required int Count { get; init; }

    /// <summary>What all shards have in common.</summary>
    public required ShardKey Key { get; init; }

    /// <summary>The command without --shard, word by word: what joins the shards.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The shard's files, as they were when it ended; names from the folder of the shards.</summary>
    public required IReadOnlyList<FileDigest> Files { get; init; }

    /// <summary>The rows of its tables by the ending of the file's name, where they are to be sorted among those of other shards.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<UnitRows>> Tables { get; init; } = new Dictionary<string, IReadOnlyList<UnitRows>>();

    /// <summary>How long it took, s.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether it is of this key and its files are as they were.</summary>
    /// <param name="folder">The folder of the shards.</param>
    /// <param name="key">The key.</param>
    public bool IsOf(string folder, ShardKey key) => Key.Digest == key.Digest && Damaged(folder) is null;

    /// <summary>The first file that is missing or another than it was; null if none is.</summary>
    /// <param name="folder">The folder of the shards.</param>
    /// <param name="ending">How the names of the files end that are looked at.</param>
    public string? Damaged(string folder, string ending = "") =>
        Files
            .Where(f => f.Name.EndsWith(ending, StringComparison.Ordinal))
            .FirstOrDefault(f => !File.Exists(Path.Combine(folder, f.Name)) || FileDigest.Of(Path.Combine(folder, f.Name), f.Name) != f)
            ?.Name;

    /// <summary>Writes it, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads one; null if there is none, or a damaged one.</summary>
    public static ShardMarker? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ShardMarker>(File.ReadAllBytes(path), Json) : null;
        }
        catch (JsonException)
        {
            return null; // made again
        }
    }
}

/// <summary>Rows of a table that belong to one unit, e.g. the frames of a cine.</summary>
/// <param name="Order">Where the unit comes among those of all shards, by ordinal comparison.</param>
/// <param name="Rows">How many.</param>
internal sealed record UnitRows(string Order, long Rows)
{
    /// <summary>Rows of a unit that has a place in a list.</summary>
    public static UnitRows At(long place, long rows) => new(FormattableString.Invariant($"{place:D19}"), rows);
}
