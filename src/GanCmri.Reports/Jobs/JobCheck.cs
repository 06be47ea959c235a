using GanCmri.Imaging;

namespace GanCmri.Reports.Jobs;

/// <summary>
/// Looks into the cines of rows that name a slice or a number of frames, before anything starts: by headers alone where the format has
/// some. What else a cine may lack is found when its job is made.
/// </summary>
internal static class JobCheck
{
    /// <summary>The list without the rows that ask for what their cine does not have: those are problems.</summary>
    /// <param name="list">Rows that were read.</param>
    /// <param name="slice">The slice of rows that name none; null: chosen by the rule.</param>
    public static JobList Of(JobList list, int? slice = null)
    {
        var extents = new Dictionary<(string, string?), CineExtent?>();
        List<ReportJob> jobs = [];
        List<JobProblem> problems = [.. list.Problems];
        foreach (var job in list.Jobs)
            if (job.Cine is not null && Lacking(job, slice, extents) is { } problem)
                problems.Add(problem);
            else
                jobs.Add(job);
        return new JobList(list.FileName, jobs, [.. problems.OrderBy(p => p.Line)]) { Said = list.Said };
    }

    private static JobProblem? Lacking(ReportJob job, int? slice, Dictionary<(string, string?), CineExtent?> extents)
    {
        if ((job.Slice ?? slice) is null && job.Frames is null)
            return null;
        if (!extents.TryGetValue((job.Cine!, job.Within), out var extent))
            extents[(job.Cine!, job.Within)] = extent = CinePlace.Extent(job.Cine!, job.Within);
        var (asked, slices, frames) = (job.Slice ?? slice, extent?.Slices ?? int.MaxValue, extent?.Frames ?? int.MaxValue);
        return asked >= slices
                ? Wrong(
                    job,
                    JobColumns.Slice,
                    $"0 to {slices - 1}",
                    asked,
                    "name a slice that is there, from 0 as in gancmri measure's table"
                )
            : job.Frames > frames
                ? Wrong(
                    job,
                    JobColumns.Frames,
                    $"at most the {frames} frames of this cine",
                    job.Frames,
                    "ask for fewer, or leave the cell empty"
                )
            : null;
    }

    private static JobProblem Wrong(ReportJob job, string column, FormattableString expected, int? found, string remedy) =>
        new(job.Line, column, FormattableString.Invariant(expected), FormattableString.Invariant($"{found}"), remedy);
}
