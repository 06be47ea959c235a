using GanCmri.Reports;
using GanCmri.Reports.Hearts;
using GanCmri.Runtime;

namespace GanCmri.Studio.Explore;

/// <summary>Makes hearts one at a time and keeps the last few, so that undo and export cost nothing.</summary>
internal sealed class HeartShelf(ReportModels models) : IDisposable
{
    private const int Kept = 16;
    private readonly HeartMaker _maker = new(models);
    private readonly WorkThread _beats = new("studio beats"),
        _glimpses = new("studio glimpses");
    private readonly LinkedList<BeatingHeart> _hearts = []; // the beats' thread's

    /// <summary>The end-diastolic frame, roughly; beside a cine in the making, since a slider cannot wait for one.</summary>
    public Task<HeartGlimpse> Glimpse(HeartRecipe recipe, CancellationToken cancellation) =>
        _glimpses.Do(() => HeartGlimpse.Of(_maker.Glimpse(recipe)), cancellation);

    /// <summary>The beating heart; one that nobody waits for any more is not made.</summary>
    public Task<BeatingHeart> Take(HeartRecipe recipe, CancellationToken cancellation) =>
        _beats.Do(
            () =>
            {
                var heart = _hearts.FirstOrDefault(h => h.Recipe == recipe);
                if (heart is null)
                    heart = _maker.Make(recipe, cancellation);
                else
                    _hearts.Remove(heart);
                _hearts.AddFirst(heart);
                if (_hearts.Count > Kept)
                    _hearts.RemoveLast();
                return heart;
            },
            cancellation
        );

    /// <summary>Gets ready for changes of a heart that was just sent; nobody waits for it.</summary>
    public void Prepare(HeartRecipe recipe) =>
        _beats.Do(() =>
        {
            _maker.Prepare(recipe);
            return true;
        });

    /// <summary>Waits for what is in the making: it uses models that the caller frees next.</summary>
    public void Dispose()
    {
        _beats.Dispose();
        _glimpses.Dispose();
    }
}
