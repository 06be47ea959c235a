using GanCmri.Imaging;
using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>A batch at work: what is finished, and what cannot be done.</summary>
internal sealed class BatchRun(
    JobList list,
    JobStore store,
    JobMaker maker,
    JobKey keys,
    IProgress<StageProgress>? progress,
    Action<ReportJob, JobResult?>? decided,
    CancellationToken cancellation
)
{
    private readonly Dictionary<string, JobResult> _results = [];
    private readonly List<JobProblem> _problems = [.. list.Problems];
    private int _done;

    /// <summary>Does those of some jobs that are not finished already.</summary>
    public void Do(IReadOnlyList<ReportJob> jobs)
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

    /// <summary>The outcome so far.</summary>
    public BatchResult Result() =>
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

    /// <summary>Null if this one job cannot be done.</summary>
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
