using Microsoft.Extensions.ObjectPool;

namespace GanCmri.Hosting;

/// <summary>
/// A few engines for any number of callers. Who comes while all are busy waits without holding a thread, and may give up; work that has
/// begun is finished.
/// </summary>
/// <typeparam name="T">What works, one caller at a time; disposed of at the end if it is disposable.</typeparam>
internal sealed class Engines<T> : IDisposable
    where T : class
{
    // libtorch uses all cores for one piece of work already; more at once gain little.
    private const int Most = 4;

    private readonly SemaphoreSlim _free;
    private readonly ObjectPool<EngineThread<T>> _pool;
    private bool _disposed;

    /// <summary>Makes engines as they are needed.</summary>
    public Engines(Func<T> make)
    {
        _free = new SemaphoreSlim(Count);
        _pool = new DefaultObjectPoolProvider { MaximumRetained = Count }.Create(new Policy(make));
    }

    /// <summary>How many there are at most.</summary>
    public int Count { get; } = Math.Clamp(Environment.ProcessorCount, 1, Most);

    /// <summary>Has the next free engine do something.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up waiting.</exception>
    /// <exception cref="ObjectDisposedException">The engines have ended.</exception>
    public async Task<TResult> UseAsync<TResult>(Func<T, TResult> work, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var engine = _pool.Get();
            try
            {
                return await engine.Do(work).ConfigureAwait(false);
            }
            finally
            {
                _pool.Return(engine);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for what is being done and ends all engines.</summary>
    public void Dispose()
    {
        for (var i = 0; i < Count; i++)
            _free.Wait();
        if (!_disposed)
        {
            _disposed = true;
            (_pool as IDisposable)?.Dispose();
        }

        _free.Release(Count); // who waits still is told
    }

    private sealed class Policy(Func<T> make) : PooledObjectPolicy<EngineThread<T>>
    {
        public override EngineThread<T> Create() => new(make);

        public override bool Return(EngineThread<T> obj) => true;
    }
}
