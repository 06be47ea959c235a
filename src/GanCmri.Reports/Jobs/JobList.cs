using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>The jobs of a batch.</summary>
/// <param name="FileName">Name of the jobs file without folder, for messages and reports.</param>
/// <param name="Jobs">Those that can start, in order; their names differ, whatever the case of letters.</param>
/// <param name="Problems">Rows that are no job, in order.</param>
internal sealed record JobList(string FileName, IReadOnlyList<ReportJob> Jobs, IReadOnlyList<JobProblem> Problems)
{
    /// <summary>How a problem that a run finds is said to whoever gave the list: as it is, where that is a command line.</summary>
    internal Func<JobProblem, JobProblem> Said { get; init; } = p => p;

    /// <summary>A list made in code.</summary>
    public static JobList Of(IEnumerable<ReportJob> jobs) => new("jobs", [.. jobs], []);
}

/// <summary>What became of a batch.</summary>
/// <param name="FileName">Name of the jobs file without folder.</param>
/// <param name="Finished">Jobs with a result, in the jobs' order.</param>
/// <param name="Problems">Rows without one, by line.</param>
internal sealed record BatchResult(string FileName, IReadOnlyList<FinishedJob> Finished, IReadOnlyList<JobProblem> Problems);

/// <summary>A job of a batch that gave a result.</summary>
/// <param name="Job">The job.</param>
/// <param name="Result">Its result.</param>
internal sealed record FinishedJob(ReportJob Job, JobResult Result);
