using GanCmri.Runtime;

namespace GanCmri.Hosting;

/// <summary>An engine on a thread of its own, where all of its work is done.</summary>
/// <param name="make">Makes the engine, with its first work.</param>
internal sealed class EngineThread<T>(Func<T> make) : IDisposable
    where T : class
{
    private readonly Lazy<T> _engine = new(make);
    private readonly WorkThread _thread = new("GanCmri engine");

    /// <summary>Does something. What waits for it goes on elsewhere, never on this thread.</summary>
    public Task<TResult> Do<TResult>(Func<T, TResult> work) => _thread.Do(() => work(_engine.Value));

    /// <summary>Ends the thread and the engine.</summary>
    public void Dispose()
    {
        _thread.Dispose();
        if (_engine.IsValueCreated)
            (_engine.Value as IDisposable)?.Dispose();
    }
}
