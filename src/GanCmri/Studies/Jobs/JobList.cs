namespace GanCmri.Studies.Jobs;

/// <summary>The jobs of a batch.</summary>
/// <param name="FileName">Name of the jobs file without folder, for messages and reports.</param>
/// <param name="Jobs">Those that can start, in order; their names differ, whatever the case of letters.</param>
/// <param name="Problems">Rows that are no job, in order.</param>
public sealed record JobList(string FileName, IReadOnlyList<ReportJob> Jobs, IReadOnlyList<JobProblem> Problems)
{
    /// <summary>A list made in code.</summary>
    public static JobList Of(IEnumerable<ReportJob> jobs) => new("jobs", [.. jobs], []);
}
