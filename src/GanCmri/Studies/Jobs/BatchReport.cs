using GanCmri.Runtime;

namespace GanCmri.Studies.Jobs;

/// <summary>Runs a list of jobs into a folder: jobs/ID with each job's files, results.csv, problems.csv and index.html.</summary>
public static class BatchReport
{
    private const string Stage = "Jobs";

    /// <summary>Does every job that is not finished already with the same row, cine, models, options and program; bad ones are reported and the others go on.</summary>
    /// <param name="list">The jobs, e.g. of <see cref="JobsFile.Read"/>.</param>
    /// <param name="models">Networks and trajectories.</param>
    /// <param name="folder">Made if missing. The same call after an end at any moment goes on there and ends with the same bytes.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told the jobs finished.</param>
    /// <param name="cancellation">Stops at the next batch of frames; tables and index are then not written.</param>
    /// <exception cref="InputException">The folder cannot be written, is in use, or holds something else.</exception>
    public static BatchResult Run(JobList list, ReportModels models, string folder, BatchReportOptions? options = null,
        IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new BatchReportOptions();
        using var store = JobStore.Open(folder);
        var (maker, keys) = (new JobMaker(models, options), new JobKey(models, options));
        var finished = new List<FinishedJob>(list.Jobs.Count);
        var problems = list.Problems.ToList();
        foreach (var (i, job) in list.Jobs.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new StageProgress(Stage, i, list.Jobs.Count, "jobs"));
            try
            {
                finished.Add(new FinishedJob(job, Do(job, store, maker, keys, cancellation)));
            }
            catch (JobException e)
            {
                store.Discard(job.Name);
                problems.Add(JobProblem.Of(job.Line, e.Problem));
            }
        }

        progress?.Report(new StageProgress(Stage, list.Jobs.Count, list.Jobs.Count, "jobs"));
        var result = new BatchResult(list.FileName, finished, [.. problems.OrderBy(p => p.Line)]);
        store.Publish("results.csv", path => BatchTables.SaveResults(path, result.Finished));
        store.Publish("problems.csv", path => BatchTables.SaveProblems(path, result.Problems));
        store.Publish("index.html", new BatchIndex(result, models, store.Place).Save);
        store.Finish();
        return result;
    }

    private static JobResult Do(ReportJob job, JobStore store, JobMaker maker, JobKey keys, CancellationToken cancellation)
    {
        var stack = JobException.Of(() => job.Cine is null ? null : RealHeart.Read(job.Cine, job.Within));
        var key = JobException.Of(() => keys.Of(job, stack));
        if (store.Find(job.Name, key) is { } known) return known;
        var made = JobException.Of(() => maker.Make(job, stack, cancellation));
        store.Save(job.Name, key, made.Result, half => JobFiles.Write(half, job, made));
        return made.Result;
    }

    /// <summary>One job cannot be done; the others can.</summary>
    private sealed class JobException(InputException problem) : Exception(problem.Message, problem)
    {
        public InputException Problem => problem;

        public static T Of<T>(Func<T> work)
        {
            try
            {
                return work();
            }
            catch (InputException e)
            {
                throw new JobException(e);
            }
        }
    }
}
