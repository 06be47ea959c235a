using CsvHelper.Configuration.Attributes;
using GanCmri.Formats.Tables;
using GanCmri.Shards;

namespace GanCmri.Evaluation.Audit;

/// <summary>An audit in shards: each looks for every n-th frame of each search; joined, the audit concludes from what all found.</summary>
internal static class AuditShards
{
    private const string Table = ".csv";

    /// <summary>Looks for the frames of one shard.</summary>
    public static void Do(IReadOnlyList<AuditView> views, FrameSet train, FrameSet holdout, FrameSet synthetic, ShardPart part)
    {
        var shard = part.Shard;
        CsvFile.WriteRecords(
            part.FileOf(Table),
            views.SelectMany(view =>
            {
                var searches = new AuditSearches(train, holdout, synthetic, view);
                return searches.Names.SelectMany(name =>
                    searches
                        .Find(name, place => shard.Owns(place))
                        .Select(f => new AuditFinding
                        {
                            Space = view.Name,
                            Search = name,
                            Frame = f.Place,
                            Nearest = f.Nearest.Index,
                            Distance = f.Nearest.Distance,
                            OtherPatientDistance = f.Nearest.OtherPatientDistance,
                        })
                );
            })
        );
        part.Add(part.FileOf(Table));
    }

    /// <summary>The results of the searches in one space, from all shards.</summary>
    public static Func<string, IReadOnlyList<Nearest>> Join(AuditView view, ShardSet shards)
    {
        var found = shards
            .Files(Table)
            .SelectMany(CsvFile.ReadRecords<AuditFinding>)
            .Where(f => f.Space == view.Name)
            .GroupBy(f => f.Search)
            .ToDictionary(
                g => g.Key,
                g => g.OrderBy(f => f.Frame).Select(f => new Nearest(f.Nearest, f.Distance, f.OtherPatientDistance)).ToArray()
            );
        return name => found[name];
    }
}

/// <summary>A row of a shard's table.</summary>
internal sealed record AuditFinding
{
    /// <summary>Where likeness was measured.</summary>
    [Name("space")]
    public required string Space { get; init; }

    /// <summary>The search.</summary>
    [Name("search")]
    public required string Search { get; init; }

    /// <summary>The place of the frame looked for.</summary>
    [Name("frame")]
    public int Frame { get; init; }

    /// <summary>The place of the nearest one.</summary>
    [Name("nearest")]
    public int Nearest { get; init; }

    /// <summary>Its distance.</summary>
    [Name("distance")]
    public double Distance { get; init; }

    /// <summary>The distance to the nearest of another patient.</summary>
    [Name("other_patient_distance")]
    public double OtherPatientDistance { get; init; }
}
