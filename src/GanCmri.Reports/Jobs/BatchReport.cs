using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>Runs a list of jobs into a folder: jobs/ID with each job's files, results.csv, problems.csv and index.html.</summary>
internal static class BatchReport
{
    private const int Together = 16; // jobs computed together: as many hearts as are steered in one batch

    /// <summary>Does every job that is not finished already with the same row, cine, models, options and program; bad ones are reported and
    /// the others go on.</summary>
    /// <param name="list">The jobs, e.g. of <see cref="JobsFile.Read"/>.</param>
    /// <param name="models">Networks and trajectories.</param>
    /// <param name="folder">Made if missing. The same call after an end at any moment goes on there and ends with the same bytes.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told the jobs finished.</param>
    /// <param name="cancellation">Stops at the next batch of frames; finished jobs stay, tables and index are then not written.</param>
    /// <param name="decided">Told each job as it is finished, with its result, or without where it cannot be done.</param>
    /// <exception cref="ArgumentException">A job or an option is out of range, or two jobs have one name.</exception>
    /// <exception cref="InputException">The folder cannot be written, is in use, or holds something else.</exception>
    public static BatchResult Run(
        JobList list,
        ReportModels models,
        string folder,
        BatchReportOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default,
        Action<ReportJob, JobResult?>? decided = null
    )
    {
        options ??= new BatchReportOptions();
        options.Validate();
        foreach (var job in list.Jobs)
            job.Validate();
        if (list.Jobs.DistinctBy(j => j.Name, StringComparer.OrdinalIgnoreCase).Count() < list.Jobs.Count)
            throw new ArgumentException("two jobs of one name", nameof(list));
        using var store = JobStore.Open(folder);
        var run = new BatchRun(list, store, new JobMaker(models, options), new JobKey(models, options), progress, decided, cancellation);
        foreach (var jobs in list.Jobs.Chunk(Together))
            run.Do(jobs);
        var result = run.Result();
        store.Publish("results.csv", path => BatchTables.SaveResults(path, result.Finished));
        store.Publish("problems.csv", path => BatchTables.SaveProblems(path, result.Problems));
        store.Publish("index.html", new BatchIndex(result, models, store.Place).Save);
        store.Finish();
        return result;
    }
}
