namespace GanCmri.Studies.Jobs;

/// <summary>What became of a batch.</summary>
/// <param name="FileName">Name of the jobs file without folder.</param>
/// <param name="Finished">Jobs with a result, in the jobs' order.</param>
/// <param name="Problems">Rows without one, by line.</param>
public sealed record BatchResult(string FileName, IReadOnlyList<FinishedJob> Finished, IReadOnlyList<JobProblem> Problems);
