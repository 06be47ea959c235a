using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Learning.Data;

/// <summary>Where hearts lie: by masks and motion as in a frame store; where nothing moves, as in stacks of one phase, where the segmenter
/// sees them, as <c>gancmri measure</c> does. The segmenter is read when the first such stack comes.</summary>
internal sealed class HeartPlaces : IDisposable
{
    private readonly Lazy<Segmenter> _segmenter = new(() => Segmenter.Shipped(TorchDevice.Parse("auto")));

    /// <summary>How many series so far had no motion and no mask.</summary>
    public int Unmoving { get; private set; }

    /// <summary>The heart's centre in each series of a stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="crop">How it will be cut.</param>
    /// <exception cref="InputException">The segmenter is needed and not beside the program.</exception>
    public IReadOnlyList<HeartCentre> Of(IReadOnlyList<CineSeries> stack, HeartCrop crop)
    {
        var located = HeartLocator.Locate(stack, crop);
        CineSeries[] unmoving = [.. located.Where(l => l.Centre is null).Select(l => l.Series)];
        if (unmoving.Length == 0)
            return [.. located.Select(l => l.Centre!)];
        Unmoving += unmoving.Length;
        var seen = unmoving.Zip(MeasuredStacks.Places(_segmenter.Value, unmoving)).ToDictionary();
        return [.. located.Select(l => l.Centre ?? seen[l.Series])];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_segmenter.IsValueCreated)
            _segmenter.Value.Dispose();
    }
}
