using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Studies.Jobs;

/// <summary>A batch at work: what is finished, and what cannot be done.</summary>
internal sealed class BatchRun(
    JobList list, JobStore store, JobMaker maker, JobKey keys, IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private readonly Dictionary<string, JobResult> _results = [];
    private readonly List<JobProblem> _problems = [.. list.Problems];
    private int _done;

    /// <summary>Does those of some jobs that are not finished already.</summary>
    public void Do(IReadOnlyList<ReportJob> jobs)
    {
        var pending = new List<PendingJob>();
        foreach (var job in jobs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Begin(job) is { } begun) pending.Add(begun);
        }

        if (pending.Count == 0) return;
        foreach (var (job, made) in pending.Zip(maker.Make(pending, cancellation)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (made is null)
            {
                Fail(job.Job, job.Problem!);
                continue;
            }

            store.Save(job.Job.Name, job.Key, made.Result, half => JobFiles.Write(half, job.Job, made));
            Finish(job.Job, made.Result);
        }
    }

    /// <summary>The outcome so far.</summary>
    public BatchResult Result() => new(list.FileName,
        [.. list.Jobs.Where(j => _results.ContainsKey(j.Name)).Select(j => new FinishedJob(j, _results[j.Name]))], [.. _problems.OrderBy(p => p.Line)]);

    private PendingJob? Begin(ReportJob job)
    {
        var source = Try(job, () =>
        {
            var stack = job.Cine is null ? null : RealHeart.Read(job.Cine, job.Within);
            return new Source(stack, keys.Of(job, stack));
        });
        if (source is null) return null;
        if (store.Find(job.Name, source.Key) is { } known)
        {
            Finish(job, known);
            return null;
        }

        return Try(job, () => maker.Start(job, source.Stack, cancellation)) is { } start ? new PendingJob(job, source.Key, start) : null;
    }

    /// <summary>Null if this one job cannot be done.</summary>
    private T? Try<T>(ReportJob job, Func<T> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (InputException e)
        {
            Fail(job, e);
            return null;
        }
    }

    private void Finish(ReportJob job, JobResult result)
    {
        _results[job.Name] = result;
        Report();
    }

    private void Fail(ReportJob job, InputException problem)
    {
        store.Discard(job.Name);
        _problems.Add(JobProblem.Of(job.Line, problem));
        Report();
    }

    private void Report() => progress?.Report(new StageProgress("Jobs", ++_done, list.Jobs.Count, "jobs"));

    private sealed record Source(CineStack? Stack, string Key);
}
