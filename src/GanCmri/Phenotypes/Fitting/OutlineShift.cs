using MathNet.Numerics.Statistics;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>
/// How far manual outlines lie right of and below what a network outlines. Contour files that count from a pixel's corner, and masks filled from
/// coordinates cut to integers, move all outlines by the same fraction of a pixel. A network that also sees mirrored and turned hearts should not learn
/// that: it is measured, taken out of the training masks and put back into what <see cref="Segmenter.Segment"/> returns.
/// </summary>
internal static class OutlineShift
{
    private const int MostFrames = 200;
    private const int FramesTogether = 8;

    /// <summary>The medians along the row and down the column over at most 200 frames, working px; zero where no frame has a cavity.</summary>
    /// <param name="networks">Whose outlines are compared; their own shift does not count. In evaluation mode afterwards.</param>
    /// <param name="frames">With manual outlines, one frame px a working px.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static PolygonPoint Of(SegmenterNetworks networks, IReadOnlyList<LabelledFrame> frames, CancellationToken cancellation)
    {
        networks.Cavity.eval();
        networks.Locator.eval();
        var segmenter = new Segmenter(networks with { OutlineShift = default }, CPU); // not disposed of: the networks are the caller's
        var known = frames.Where(f => f.Cavity.Area > 0).ToArray();
        var every = Math.Max(1, (int)Math.Ceiling(known.Length / (double)MostFrames));
        var moved = known.Where((_, i) => i % every == 0).Chunk(FramesTogether).SelectMany(chunk => Compare(segmenter, chunk, cancellation)).ToArray();
        return moved.Length == 0 ? default : new PolygonPoint(moved.Select(m => m.X).Median(), moved.Select(m => m.Y).Median());
    }

    private static IEnumerable<PolygonPoint> Compare(Segmenter segmenter, LabelledFrame[] frames, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var (frame, found) in frames.Zip(segmenter.Segment([.. frames.Select(f => f.Image)], spacing: null)))
        {
            if (found.Flags.HasFlag(QualityFlags.NoCavity)) continue;
            var (manual, own) = (RegionMoments.Of(Weights(frame.Cavity)).Centre, RegionMoments.Of(Weights(found.Cavity)).Centre);
            yield return new PolygonPoint(manual.X - own.X, manual.Y - own.Y);
        }
    }

    private static Imaging.GrayImage Weights(Imaging.Mask mask) => new(mask.Height, mask.Width, Array.ConvertAll(mask.Inside, i => i ? 1f : 0f));
}
