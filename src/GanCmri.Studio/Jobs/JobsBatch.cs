using System.Collections.Concurrent;
using GanCmri.Reports;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studio.Hosting;

namespace GanCmri.Studio.Jobs;

/// <summary>How far a batch is.</summary>
/// <param name="Phase">waiting, running, stopped, done or failed.</param>
/// <param name="Done">Jobs done with in this run, those that could not be made too.</param>
/// <param name="Total">Jobs of the batch.</param>
/// <param name="Message">What went wrong, if anything.</param>
internal sealed record BatchState(string Phase, long Done, long Total, string Message)
{
    public const string Waiting = "waiting",
        Running = "running",
        Stopped = "stopped",
        Finished = "done",
        Failed = "failed";

    internal bool IsOver => Phase is Stopped or Finished or Failed;
}

/// <summary>A jobs file that was dropped on the page, and its run.</summary>
/// <param name="list">Its jobs and bad rows.</param>
/// <param name="folder">Where results go; the same file again goes on there.</param>
/// <param name="before">The same file when it was dropped before; null: never.</param>
internal sealed class JobsBatch(JobList list, string folder, JobsBatch? before) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, JobResult> _finished = before is null ? new() : new(before._finished);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _stop;
    private Task _work = Task.CompletedTask;

    public JobList List => list;

    public string Folder => folder;

    /// <summary>Rows that cannot be done: those of the check, after a run to its end also those found by then.</summary>
    public IReadOnlyList<JobProblem> Problems { get; private set; } = list.Problems;

    public BatchState State { get; private set; } = new(BatchState.Waiting, 0, list.Jobs.Count, "");

    /// <summary>The result of a job that is finished, also where the batch was stopped or is still running; null: none yet.</summary>
    public JobResult? Result(string job) => _finished.GetValueOrDefault(job);

    /// <summary>Starts, or goes on after a stop.</summary>
    /// <exception cref="InputException">It runs already, or no row can be done.</exception>
    public void Run(ReportModels models)
    {
        CancellationToken token;
        lock (_gate)
        {
            if (_stop is not null)
                throw new InputException("jobs", "a batch that waits", "one that runs already", "wait for it, or stop it");
            if (list.Jobs.Count == 0)
                throw new InputException("jobs", "at least one row that can be done", "none", "correct the rows");
            token = (_stop = new CancellationTokenSource()).Token;
        }

        Set(new BatchState(BatchState.Running, 0, list.Jobs.Count, ""));
        _work = Task.Run(() => Work(models, token), CancellationToken.None);
    }

    /// <summary>Asks it to stop at the next frames: jobs in hand are begun again when it goes on, those that are finished stay.</summary>
    public void Stop()
    {
        lock (_gate)
            _stop?.Cancel();
    }

    /// <summary>Every state from now on, until it is over.</summary>
    /// <param name="stopping">The studio ends, and with it the stream.</param>
    /// <param name="cancellation">The page has gone.</param>
    public async IAsyncEnumerable<BatchState> States(
        CancellationToken stopping,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        while (true)
        {
            Task changed;
            BatchState now;
            lock (_gate)
                (changed, now) = (_changed.Task, State);
            yield return now;
            if (now.IsOver)
                yield break;
            try
            {
                await changed.WaitAsync(end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }

    /// <summary>Stops, and waits for the frames in hand: they use models that the caller frees next.</summary>
    public void Dispose()
    {
        Stop();
        _work.Wait();
    }

    private void Work(ReportModels models, CancellationToken token)
    {
        BatchState over;
        try
        {
            var relay = new ProgressRelay(p => Set(new BatchState(BatchState.Running, p.Done, p.Total, "")));
            Problems = BatchReport.Run(list, models, folder, progress: relay, cancellation: token, decided: Decide).Problems;
            var failed = list.Jobs.Count(j => Result(j.Name) is null);
            var message =
                failed == 0 ? "" : FormattableString.Invariant($"{failed} of {list.Jobs.Count} jobs could not be made: see the rows");
            over = new BatchState(BatchState.Finished, list.Jobs.Count, list.Jobs.Count, message);
        }
        catch (OperationCanceledException)
        {
            over = State with { Phase = BatchState.Stopped };
        }
        catch (InputException e)
        {
            over = State with { Phase = BatchState.Failed, Message = StudioWords.Of(e).Message };
        }
        catch (Exception e)
        {
            over = State with { Phase = BatchState.Failed, Message = "something went wrong inside: " + e.GetType().Name };
        }

        Set(over);
    }

    private void Decide(ReportJob job, JobResult? result)
    {
        if (result is null)
            _finished.TryRemove(job.Name, out _);
        else
            _finished[job.Name] = result;
    }

    private void Set(BatchState state)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            (State, changed, _changed) = (state, _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            if (state.IsOver) // no sooner: what runs then is the next run, whose state is another
            {
                _stop!.Dispose();
                _stop = null;
            }
        }

        changed.SetResult();
    }
}
