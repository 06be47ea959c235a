using System.Collections.Concurrent;

namespace GanCmri.Runtime;

/// <summary>
/// One piece of work after the other, on a thread of its own. libtorch keeps memory for every thread that ever used it: with threads that
/// come and go, as those of a web server do, a service would grow.
/// </summary>
internal sealed class WorkThread : IDisposable
{
    private readonly BlockingCollection<Task> _work = [];
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="name">For debuggers.</param>
    public WorkThread(string name)
    {
        _thread = new Thread(Work) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Does something. What waits for it goes on elsewhere, never on this thread.</summary>
    /// <param name="work">Begun after all that was given before.</param>
    /// <param name="cancellation">Asked before it is begun: what nobody waits for any more is not done.</param>
    public Task<TResult> Do<TResult>(Func<TResult> work, CancellationToken cancellation = default)
    {
        var task = new Task<TResult>(
            () =>
            {
                cancellation.ThrowIfCancellationRequested();
                return work();
            },
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        _work.Add(task, CancellationToken.None);
        return task;
    }

    /// <summary>Does what it was given, then ends the thread.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (var task in _work.GetConsumingEnumerable())
            task.RunSynchronously();
    }
}
