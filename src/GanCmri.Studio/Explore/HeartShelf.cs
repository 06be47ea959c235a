using GanCmri.Reports;
using GanCmri.Reports.Hearts;

namespace GanCmri.Studio.Explore;

/// <summary>Makes hearts one at a time and keeps the last few, so that undo and export cost nothing.</summary>
internal sealed class HeartShelf(ReportModels models) : IDisposable
{
    private const int Kept = 16;
    private readonly HeartMaker _maker = new(models);
    private readonly SemaphoreSlim _one = new(1);
    private readonly LinkedList<MadeHeart> _hearts = [];
    private readonly Lock _gate = new();
    private Task _preparing = Task.CompletedTask;

    /// <summary>The end-diastolic frame, roughly; beside a cine in the making, since a slider cannot wait for one.</summary>
    public HeartGlimpse Glimpse(HeartRecipe recipe) => HeartGlimpse.Of(_maker.Glimpse(recipe));

    /// <summary>The beating heart; one that nobody waits for any more is not made.</summary>
    public async Task<MadeHeart> Take(HeartRecipe recipe, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var heart = _hearts.FirstOrDefault(h => h.Recipe == recipe);
            if (heart is null)
                heart = await Task.Run(() => _maker.Make(recipe, cancellation), cancellation).ConfigureAwait(false);
            else
                _hearts.Remove(heart);
            _hearts.AddFirst(heart);
            if (_hearts.Count > Kept)
                _hearts.RemoveLast();
            return heart;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Gets ready for changes of a heart that was just sent; nobody waits for it.</summary>
    public void Prepare(HeartRecipe recipe)
    {
        lock (_gate)
            _preparing = _preparing.ContinueWith(_ => _maker.Prepare(recipe), TaskScheduler.Default);
    }

    /// <summary>Waits for what is in the making: it uses models that the caller frees next.</summary>
    public void Dispose()
    {
        _one.Wait();
        Task.WhenAny(_preparing).Wait();
        _one.Dispose();
    }
}
