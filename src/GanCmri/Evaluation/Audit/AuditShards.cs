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
        CsvFile.WriteRecords(part.FileOf(Table), views.SelectMany(view =>
        {
            var searches = new AuditSearches(train, holdout, synthetic, view);
            return searches.Names.SelectMany(name => searches.Find(name, place => shard.Owns(place))
                .Select(f => new AuditFinding(view.Name, name, f.Place, f.Nearest.Index, f.Nearest.Distance, f.Nearest.OtherPatientDistance)));
        }));
        part.Add(part.FileOf(Table));
    }

    /// <summary>The results of the searches in one space, from all shards.</summary>
    public static Func<string, IReadOnlyList<Nearest>> Join(AuditView view, ShardSet shards)
    {
        var found = shards.Files(Table).SelectMany(CsvFile.ReadRecords<AuditFinding>).Where(f => f.Space == view.Name).GroupBy(f => f.Search)
            .ToDictionary(g => g.Key, g => g.OrderBy(f => f.Frame).Select(f => new Nearest(f.Nearest, f.Distance, f.OtherPatientDistance)).ToArray());
        return name => found[name];
    }
}

/// <summary>A row of a shard's table.</summary>
/// <param name="Space">Where likeness was measured.</param>
/// <param name="Search">The search.</param>
/// <param name="Frame">The place of the frame looked for.</param>
/// <param name="Nearest">The place of the nearest one.</param>
/// <param name="Distance">Its distance.</param>
/// <param name="OtherPatientDistance">The distance to the nearest of another patient.</param>
internal sealed record AuditFinding(
    [property: Name("space")] string Space, [property: Name("search")] string Search, [property: Name("frame")] int Frame, [property: Name("nearest")] int Nearest,
    [property: Name("distance")] double Distance, [property: Name("other_patient_distance")] double OtherPatientDistance);
