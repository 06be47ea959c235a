using System.Collections.Concurrent;

namespace GanCmri.Hosting;

/// <summary>
/// An engine on a thread of its own. libtorch keeps memory for every thread that ever used it: with threads that come and go, as those of a
/// web server do, a service would grow.
/// </summary>
internal sealed class EngineThread<T> : IDisposable
    where T : class
{
    private readonly Lazy<T> _engine;
    private readonly BlockingCollection<Task> _work = [];
    private readonly Thread _thread;

    /// <summary>Starts the thread; the engine is made with its first work.</summary>
    public EngineThread(Func<T> make)
    {
        _engine = new Lazy<T>(make);
        _thread = new Thread(Work) { IsBackground = true, Name = "GanCmri engine" };
        _thread.Start();
    }

    /// <summary>Does something. What waits for it goes on elsewhere, never on this thread.</summary>
    public Task<TResult> Do<TResult>(Func<T, TResult> work)
    {
        var task = new Task<TResult>(() => work(_engine.Value), TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(task);
        return task;
    }

    /// <summary>Ends the thread and the engine.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
        if (_engine.IsValueCreated)
            (_engine.Value as IDisposable)?.Dispose();
    }

    private void Work()
    {
        foreach (var task in _work.GetConsumingEnumerable())
            task.RunSynchronously();
    }
}
