using GanCmri.Runtime;
using GanCmri.Studies;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace GanCmri.Hosting;

/// <summary>
/// Makes hearts and measures them, for any number of callers at once. A few engines of a pool share the networks; who comes while all are
/// busy waits without holding a thread. The same seed gives the same heart, whoever else is served.
/// </summary>
public sealed class HeartService : IDisposable
{
    // libtorch uses all cores for one heart already; more at once gain little.
    private const int MostEngines = 4;

    private readonly int _engines = Math.Clamp(Environment.ProcessorCount, 1, MostEngines);
    private readonly SemaphoreSlim _free;
    private readonly HeartModels _models;
    private readonly ObjectPool<HeartEngine> _pool;
    private bool _disposed;

    /// <summary>Reads the models.</summary>
    /// <param name="options">Which.</param>
    /// <exception cref="InputException">A file is missing or damaged, or the device is not there.</exception>
    public HeartService(IOptions<GanCmriOptions> options)
    {
        var chosen = options.Value;
        _models = HeartModels.LoadHearts(chosen.ModelFolder, chosen.Segmenter, TorchDevice.Parse(chosen.Device));
        _free = new SemaphoreSlim(_engines);
        _pool = new DefaultObjectPoolProvider { MaximumRetained = _engines }.Create(new EnginePolicy(_models));
    }

    /// <summary>A heart at end-diastole.</summary>
    /// <param name="seed">Draws the latent, as <c>gancmri generate --seeds</c> does.</param>
    /// <param name="psi">Truncation, 0 (the mean heart) to 1 (none).</param>
    /// <param name="cancellation">Ends the wait; a heart that is being made is made.</param>
    /// <exception cref="InputException">psi is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public async Task<MadeHeart> MakeAsync(uint seed, double psi = 0.7, CancellationToken cancellation = default)
    {
        if (!(psi >= 0 && psi <= 1))
            throw new InputException("psi", "a truncation from 0 to 1", $"{psi}", "give one in this range");
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var engine = _pool.Get();
            try
            {
                return await engine.Make(seed, psi).ConfigureAwait(false);
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

    /// <summary>Waits for the hearts that are being made and frees the networks.</summary>
    public void Dispose()
    {
        for (var i = 0; i < _engines; i++)
            _free.Wait();
        if (!_disposed)
        {
            _disposed = true;
            (_pool as IDisposable)?.Dispose();
            _models.Dispose();
        }

        _free.Release(_engines); // who waits still is told
    }

    private sealed class EnginePolicy(HeartModels models) : PooledObjectPolicy<HeartEngine>
    {
        public override HeartEngine Create() => new(models);

        public override bool Return(HeartEngine obj) => true;
    }
}
