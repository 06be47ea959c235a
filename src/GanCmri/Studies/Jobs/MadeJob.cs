namespace GanCmri.Studies.Jobs;

/// <summary>A job that was computed, with its images.</summary>
/// <param name="Result">In numbers.</param>
/// <param name="Cines">To be shown beside each other; all of one number of frames.</param>
internal sealed record MadeJob(JobResult Result, IReadOnlyList<JobCine> Cines);
