using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>
/// Distance of pictures, blind to a shift of up to 1/16 of the side, to brightness and contrast and mostly to noise:
/// sqrt(2 - 2 r) with r the largest correlation over the shifts, after smoothing. A coarse search finds the candidates.
/// </summary>
public sealed class PixelSpace : IAuditSpace
{
    /// <inheritdoc/>
    public string Name => "pixels";

    /// <inheritdoc/>
    public IReadOnlyList<Nearest> Search(IReadOnlyList<GrayImage> frames, FrameSet references)
    {
        var index = new PixelIndex(references);
        var found = new Nearest[frames.Count];
        Parallel.For(0, found.Length, i => found[i] = index.Find(frames[i]));
        return found;
    }
}
