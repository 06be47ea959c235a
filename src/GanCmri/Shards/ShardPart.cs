using System.Diagnostics;
using GanCmri.Runtime;

namespace GanCmri.Shards;

/// <summary>A shard at work: its files lie in OUTPUT.shards and begin with part-iiiii.</summary>
/// <param name="output">What the whole run writes: the shards lie beside it.</param>
/// <param name="shard">Which shard.</param>
/// <param name="key">What it depends on.</param>
/// <param name="arguments">The command without --shard.</param>
internal sealed class ShardPart(string output, Shard shard, ShardKey key, IReadOnlyList<string> arguments)
{
    /// <summary>What the name of a folder of shards ends with.</summary>
    public const string FolderEnding = ".shards";

    private readonly string _folder = FolderOf(output);
    private readonly List<string> _files = [];
    private readonly Dictionary<string, IReadOnlyList<UnitRows>> _tables = [];

    /// <summary>Which shard.</summary>
    public Shard Shard => shard;

    /// <summary>The folder of an output's shards.</summary>
    public static string FolderOf(string output) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)) + FolderEnding;

    /// <summary>Where the reason lies why a shard failed.</summary>
    public static string FailureOf(string folder, int number) => Path.Combine(folder, new Shard(number, 1).Name + ".failed");

    /// <summary>Where a shard's marker lies.</summary>
    public static string MarkerOf(string folder, int number) => Path.Combine(folder, new Shard(number, 1).Name + ".json");

    /// <summary>A file or folder of the shard, e.g. part-00003.csv.</summary>
    /// <param name="ending">E.g. ".csv".</param>
    public string FileOf(string ending) => Path.Combine(_folder, shard.Name + ending);

    /// <summary>Does the shard, unless it is done already with the same inputs, options and program and its files are as they
    /// were.</summary>
    /// <param name="work">Writes the files and tells of each by <see cref="Add"/> or <see cref="AddTable"/>.</param>
    /// <returns>Whether there was something to do.</returns>
    public bool Do(Action work)
    {
        var (marker, failure) = (MarkerOf(_folder, shard.Number), FailureOf(_folder, shard.Number));
        if (ShardMarker.Read(marker) is { } before && before.Number == shard.Number && before.IsOf(_folder, key))
            return false;
        using var taken = OutputLock.OnFile(Path.Combine(_folder, "." + shard.Name));
        Clear(marker, failure);
        ClearOthers();
        var clock = Stopwatch.StartNew();
        try
        {
            work();
            new ShardMarker
            {
                Number = shard.Number,
                Count = shard.Count,
                Key = key,
                Arguments = arguments,
                Tables = _tables,
                Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
                Files = [.. _files.Order(StringComparer.Ordinal).Select(f => FileDigest.Of(Path.Combine(_folder, f), f))],
            }.Save(marker);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ShardFailure.Of(shard, e).Save(failure);
            throw;
        }
    }

    // What a stopped run of the same key left is gone on with; what another one left is not.
    private void Clear(string marker, string failure)
    {
        File.Delete(marker);
        File.Delete(failure);
        var started = FileOf(".started");
        if (File.Exists(started) && File.ReadAllText(started) == key.Digest)
        {
            AtomicFile.RemoveLeftovers(_folder, shard.Name + ".");
            foreach (var inner in Directory.GetDirectories(_folder, shard.Name + "*"))
                AtomicFile.RemoveLeftoversOf(inner);
            return;
        }

        foreach (var file in Directory.GetFiles(_folder, shard.Name + ".*"))
            File.Delete(file);
        foreach (var folder in Directory.GetDirectories(_folder, shard.Name + "*"))
            Directory.Delete(folder, recursive: true);
        AtomicFile.WriteText(started, key.Digest);
    }

    // What a run in more shards left: a pattern such as part-?????.parquet would take its rows, too.
    private void ClearOthers()
    {
        foreach (
            var entry in new DirectoryInfo(_folder).GetFileSystemInfos("part-?????*").Where(e => Shard.NumberOf(e.Name) >= shard.Count)
        )
        {
            if (entry is DirectoryInfo inner)
                inner.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    /// <summary>Takes a file that was written; names from the folder of the shards, so that files elsewhere count too.</summary>
    public void Add(string path) => _files.Add(Path.GetRelativePath(_folder, Path.GetFullPath(path)));

    /// <summary>Takes a table that was written, and where its rows come among those of other shards.</summary>
    public void AddTable(string ending, IReadOnlyList<UnitRows> rows)
    {
        Add(FileOf(ending));
        _tables[ending] = rows;
    }
}
