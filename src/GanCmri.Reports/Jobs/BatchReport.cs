using GanCmri.Imaging;
using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>Runs a list of jobs into a folder: jobs/ID with each job's files, results.csv, problems.csv and index.html.</summary>
internal sealed class BatchReport(
    JobList list,
    JobStore store,
    JobMaker maker,
    JobKey keys,
    IProgress<StageProgress>? progress,
    Action<ReportJob, JobResult?>? decided,
    CancellationToken cancellation
)
{
    // Jobs computed together: as many hearts as are steered in one batch. A tuned generator takes minutes and is one job's, which is kept
    // before the next begins.
    private const int Together = 16,
        TogetherTuned = 1;

    private readonly Dictionary<string, JobResult> _results = [];
    private readonly List<JobProblem> _problems = [.. list.Problems];
    private int _done;

    /// <summary>Does every job that is not finished already with the same row, cine, models, options and program; bad ones are reported and
    /// the others go on.</summary>
    /// <param name="list">The jobs, e.g. of <see cref="JobsFile.Read"/>.</param>
    /// <param name="models">Networks and trajectories.</param>
    /// <param name="folder">Made if missing. The same call after an end at any moment goes on there and ends with the same bytes.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told the jobs finished, and the steps of each tuning.</param>
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
        var maker = new JobMaker(models, options, progress);
        var batch = new BatchReport(list, store, maker, new JobKey(models, options), progress, decided, cancellation);
        foreach (var jobs in list.Jobs.Chunk(options.Tuning is null ? Together : TogetherTuned))
            batch.Do(jobs);
        var result = batch.Result();
        store.Publish("results.csv", path => BatchTables.SaveResults(path, result.Finished));
        store.Publish("problems.csv", path => BatchTables.SaveProblems(path, result.Problems));
        store.Publish("index.html", new BatchIndex(result, models, store.Place).Save);
        store.Finish();
        return result;
    }

    // Those of some jobs that are not finished already.
    private void Do(IReadOnlyList<ReportJob> jobs)
    {
        var open = new List<JobWork>();
        foreach (var job in jobs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Begin(job) is { } begun)
                open.Add(begun);
        }

        if (open.Count == 0)
            return;
        maker.Make(open, cancellation);
        foreach (var work in open)
        {
            cancellation.ThrowIfCancellationRequested();
            if (work.Result is not { } result)
            {
                Fail(JobProblem.Of(work.Job.Line, work.Problem!), work.Job);
                continue;
            }

            store.Save(work.Job.Name, work.Key, result, half => JobFiles.Write(half, work));
            Finish(work.Job, result);
        }
    }

    private BatchResult Result() =>
        new(
            list.FileName,
            [.. list.Jobs.Where(j => _results.ContainsKey(j.Name)).Select(j => new FinishedJob(j, _results[j.Name]))],
            [.. _problems.OrderBy(p => p.Line)]
        );

    private JobWork? Begin(ReportJob job)
    {
        var source = Try(
            job,
            () =>
            {
                var stack = job.Cine is null ? null : CinePlace.Read(job.Cine, job.Within);
                return new Source(stack, keys.Of(job, stack));
            }
        );
        if (source is null)
            return null;
        if (store.Find(job.Name, source.Key) is { } known)
        {
            Finish(job, known);
            return null;
        }

        return Try(job, () => maker.Find(job, source.Stack, cancellation)) is { } heart ? new JobWork(job, source.Key, heart) : null;
    }

    // Null if this one job cannot be done.
    private T? Try<T>(ReportJob job, Func<T> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (JobException e)
        {
            Fail(JobProblem.Of(job.Line, e), job);
            return null;
        }
        catch (InputException e)
        {
            Fail(new JobProblem(job.Line, "", e.Expected, e.Found, e.Remedy), job); // not where: that may be a path
            return null;
        }
    }

    private void Finish(ReportJob job, JobResult result)
    {
        _results[job.Name] = result;
        decided?.Invoke(job, result);
        Report();
    }

    private void Fail(JobProblem problem, ReportJob job)
    {
        store.Discard(job.Name);
        _problems.Add(list.Said(problem));
        decided?.Invoke(job, null);
        Report();
    }

    private void Report() => progress?.Report(new StageProgress("Jobs", ++_done, list.Jobs.Count, "jobs"));

    private sealed record Source(CineStack? Stack, string Key);
}
