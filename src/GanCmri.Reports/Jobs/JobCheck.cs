using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Runtime;

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
        {
            if (job.Cine is not null && Lacking(job, slice, extents) is { } problem)
                problems.Add(problem);
            else
                jobs.Add(job);
        }

        return list with
        {
            Jobs = jobs,
            Problems = [.. problems.OrderBy(p => p.Line)],
        };
    }

    private static JobProblem? Lacking(ReportJob job, int? slice, Dictionary<(string, string?), CineExtent?> extents)
    {
        if ((job.Slice ?? slice) is null && job.Frames is null)
            return null;
        if (!extents.TryGetValue((job.Cine!, job.Within), out var extent))
            extents[(job.Cine!, job.Within)] = extent = Extent(job);
        if (extent is null)
            return null;
        if ((job.Slice ?? slice) is { } asked && asked >= extent.Slices)
            return new JobProblem(
                job.Line,
                JobColumns.Slice,
                extent.Slices == 1 ? "0, the only slice" : string.Create(CultureInfo.InvariantCulture, $"0 to {extent.Slices - 1}"),
                string.Create(CultureInfo.InvariantCulture, $"{asked}"),
                "name a slice that is there, from 0 as in gancmri measure's table"
            );
        return job.Frames > extent.Frames
            ? new JobProblem(
                job.Line,
                JobColumns.Frames,
                string.Create(CultureInfo.InvariantCulture, $"at most the {extent.Frames} frames of this cine"),
                string.Create(CultureInfo.InvariantCulture, $"{job.Frames}"),
                "ask for fewer, or leave the cell empty"
            )
            : null;
    }

    // Null where it cannot be read: that is told when the job is made.
    private static CineExtent? Extent(ReportJob job)
    {
        try
        {
            return CineExtent.OfHeaders(job.Cine!) ?? CineExtent.Of(CinePlace.Read(job.Cine!, job.Within));
        }
        catch (Exception e) when (e is InputException or JobException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
