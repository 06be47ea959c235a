using GanCmri.Formats.Tables;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics.Cohorts;

namespace GanCmri.Reports.Association;

/// <summary>Matched cases and controls as files.</summary>
internal static class MatchFiles
{
    /// <summary>Writes the rows that were matched, set by set, the case first.</summary>
    /// <param name="path">The table (.csv, .parquet): the rows' columns, then matched_set, matched_case and matched_weight.</param>
    /// <param name="matched">The rows.</param>
    public static void WriteRows(string path, MatchedTable matched)
    {
        var sets = matched.Sets;
        matched
            .Header.Aggregate(
                new TableWriter<int>(),
                (writer, name) => writer.Text(name, i => matched.Rows[i].GetValueOrDefault(name) ?? "")
            )
            .Count("matched_set", i => sets.Set[i])
            .Text("matched_case", i => sets.IsCase[i] ? "yes" : "no")
            .Number("matched_weight", i => sets.Weight[i])
            .Save(
                path,
                Enumerable.Range(0, matched.Rows.Count).Where(i => sets.Set[i] > 0).OrderBy(i => sets.Set[i]).ThenBy(i => !sets.IsCase[i])
            );
    }

    /// <summary>Draws how cases, controls and matched controls overlap in the probability of being a case.</summary>
    /// <param name="path">The picture (.png).</param>
    /// <param name="matched">The rows.</param>
    public static void WriteOverlap(string path, MatchedTable matched)
    {
        double[] Of(Func<int, bool> which) => [.. Enumerable.Range(0, matched.Rows.Count).Where(which).Select(i => matched.Propensity[i])];
        var picture = Plots.Overlap(
            Of(i => matched.Sets.IsCase[i]),
            Of(i => !matched.Sets.IsCase[i]),
            Of(i => !matched.Sets.IsCase[i] && matched.Sets.Set[i] > 0)
        );
        AtomicFile.WriteBytes(path, picture.Bytes);
    }
}
