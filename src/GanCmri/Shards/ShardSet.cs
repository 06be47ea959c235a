using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Shards;

/// <summary>All shards of a run, each done and whole, ready to be joined.</summary>
internal sealed class ShardSet
{
    private readonly string _folder;

    private ShardSet(string folder, IReadOnlyList<ShardMarker> markers) => (_folder, Markers) = (folder, markers);

    /// <summary>The markers, in order.</summary>
    public IReadOnlyList<ShardMarker> Markers { get; }

    /// <summary>Opens the shards of an output.</summary>
    /// <param name="output">What the whole run writes.</param>
    /// <exception cref="InputException">There are none; some are missing, failed or damaged; or they are not of one run.</exception>
    public static ShardSet Open(string output)
    {
        var set = Done(ShardPart.FolderOf(output));
        set.RequireWhole("");
        return set;
    }

    /// <summary>The tables of a folder of shards that together are one table, part-iiiii.csv or .parquet, without empty ones; of another
    /// folder or file itself.</summary>
    /// <exception cref="InputException">As for <see cref="Open"/>; or the shards are no tables.</exception>
    public static IReadOnlyList<string> TablesOf(string path)
    {
        if (!Directory.Exists(path) || !Path.TrimEndingDirectorySeparator(path).EndsWith(ShardPart.FolderEnding, StringComparison.Ordinal))
            return [path];
        var set = Done(path);
        foreach (var ending in new[] { ".parquet", ".csv" })
        {
            if (set.Markers.Any(m => !m.Files.Any(f => Path.GetFileName(f.Name) == new Shard(m.Number, m.Count).Name + ending)))
                continue;
            set.RequireWhole(ending);
            var tables = set.Files(ending).Where((_, i) => set.HasRows(i, ending)).ToArray();
            if (tables.Length > 0)
                return tables;
        }

        throw new InputException(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(path)),
            "shards that are tables with rows",
            "none",
            "give the shards of measure, project or cohort, or gather them first"
        );
    }

    private bool HasRows(int place, string ending) =>
        !Markers[place].Tables.TryGetValue(ending, out var units) || units.Any(u => u.Rows > 0);

    private void RequireWhole(string ending)
    {
        if (
            Markers.Select(m => (m.Number, File: m.Damaged(_folder, ending))).FirstOrDefault(d => d.File is not null) is
            { File: { } file } damaged
        )
            throw new InputException(
                Path.GetFileName(_folder),
                "files as the shards wrote them",
                $"{Path.GetFileName(file)} of shard {damaged.Number} missing or changed",
                "run that shard again"
            );
    }

    private static ShardSet Done(string folder)
    {
        var states = ShardState.All(folder);
        var shown = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        if (states.Count == 0)
            throw new InputException(
                shown,
                "the shards of a run",
                "none",
                "do them first with --shard 0/n to n-1/n; the output is named as it was there"
            );
        var open = states.Where(s => s.Marker is null).ToArray();
        if (open.Length > 0)
        {
            var missing = open.Where(s => s.Failure is null).Select(s => s.Number.ToString(CultureInfo.InvariantCulture)).ToArray();
            var failed = open.Where(s => s.Failure is not null).Select(s => $"{s.Number} failed ({s.Failure!.TrimEnd('.')})").ToArray();
            throw new InputException(
                shown,
                $"{states.Count} shards that are done",
                string.Join(", ", [.. missing.Length > 0 ? [$"missing: {string.Join(", ", missing)}"] : Array.Empty<string>(), .. failed]),
                "run them again with the same command and --shard NUMBER/"
                    + states.Count.ToString(CultureInfo.InvariantCulture)
                    + "; what is done is not done again"
            );
        }

        ShardMarker[] markers = [.. states.Select(s => s.Marker!)];
        if (markers.FirstOrDefault(m => m.Key.Digest != markers[0].Key.Digest) is { } other)
            throw new InputException(
                shown,
                "shards of one run",
                $"shard {other.Number} with {markers[0].Key.Differs(other.Key)}",
                "run the shards again with one command, one program and the same inputs; what fits is not done again"
            );
        return new ShardSet(folder, markers);
    }

    /// <summary>The files of one kind, in order of the shards.</summary>
    public IEnumerable<string> Files(string ending) =>
        Markers.Select(m => Path.Combine(_folder, new Shard(m.Number, m.Count).Name + ending));

    /// <summary>The units of one kind of table, each with the place of its shard, in the order of one run.</summary>
    public IEnumerable<(int Part, UnitRows Unit)> Units(string ending) => GatheredTable.Ordered([.. Markers.Select(m => m.Tables[ending])]);

    /// <summary>Rows of one kind of table.</summary>
    public long Rows(string ending) => Markers.Sum(m => m.Tables[ending].Sum(u => u.Rows));

    /// <summary>Joins the tables of one kind under one head, their rows in the order of one run.</summary>
    public void JoinTables(string ending, string path)
    {
        if (TableFileName.IsParquet(ending))
            GatheredParquet.Write(path, [.. Files(ending)], Units(ending));
        else
            GatheredTable.Write(path, [.. Files(ending)], Units(ending));
    }
}
