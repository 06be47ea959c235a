using GanCmri.Imaging;
using MathNet.Numerics.Statistics;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>
/// Where the networks look in frames of any size: heart crops are taken whole; in whole fields the window is centred on the cavity, first
/// where the locator sees it, then where a first outline lies. Frames of a cine, and slices of a stack, look at one place.
/// </summary>
internal sealed class HeartWindows(SegmenterNetworks networks, Device device)
{
    // The long axis leaves a short-axis stack's middle by less than this.
    private const double FarMm = 30;
    private const int Looks = 6;

    /// <summary>The window of each frame by itself.</summary>
    public FrameWindow[] OfFrames(GrayImage[] frames, FieldOfView[] views) =>
        [.. Places(frames, views).Select(p => p.MaxBy(c => c.Likelihood).Window)];

    /// <summary>One window for the frames of a cine: the middle of a few looks over the beat, so one that goes elsewhere does not
    /// count.</summary>
    public FrameWindow OfCine(IReadOnlyList<GrayImage> frames, FieldOfView view, int batch) => OfStack([frames], view, batch)[0];

    /// <summary>One window for each slice of a stack, all near the place that most of the slices' looks agree on.</summary>
    /// <param name="slices">The frames of each slice, all of one size.</param>
    /// <param name="view">How they are brought to the working pixel size.</param>
    /// <param name="batch">Frames together.</param>
    public IReadOnlyList<FrameWindow> OfStack(IReadOnlyList<IReadOnlyList<GrayImage>> slices, FieldOfView view, int batch)
    {
        var looks = slices
            .Select(frames => SomeOf(frames).Chunk(batch).SelectMany(chunk => Places(chunk, [.. chunk.Select(_ => view)])).ToArray())
            .ToArray();
        if (view.IsHeartCrop)
            return [.. looks.Select(l => l[0][0].Window)];
        var middle = Agreed([.. looks.SelectMany(l => l)]);
        return [.. looks.Select(l => Around(Near(l, middle), view))];
    }

    /// <summary>The frames' values in their windows, standardised, [N, 1, side, side].</summary>
    public Tensor Cut(IEnumerable<(GrayImage Frame, FrameWindow Window)> cuts) =>
        FrameScaling.Standardise(cat([.. cuts.Select(c => c.Window.Cut(c.Frame))]).to(device));

    private static IEnumerable<GrayImage> SomeOf(IReadOnlyList<GrayImage> frames)
    {
        var every = Math.Max(1, frames.Count / Looks);
        return frames.Where((_, i) => i % every == 0);
    }

    // The candidate that most looks have one near, weighed by how likely those show a ventricle.
    private static FrameWindow Agreed(IReadOnlyList<HeartPlace[]> looks) =>
        looks
            .SelectMany(l => l)
            .MaxBy(c =>
                looks.Sum(l => l.Where(k => Millimetres(k.Window, c.Window) <= FarMm).Select(k => k.Likelihood).DefaultIfEmpty(0).Max())
            )
            .Window;

    // The median over a slice's looks of the likeliest candidate near the agreed place; that place itself where none is near.
    private static PolygonPoint Near(HeartPlace[][] looks, FrameWindow middle)
    {
        FrameWindow[] near =
        [
            .. looks
                .Select(l => l.Where(c => Millimetres(c.Window, middle) <= FarMm).ToArray())
                .Where(l => l.Length > 0)
                .Select(l => l.MaxBy(c => c.Likelihood).Window),
        ];
        if (near.Length == 0)
            near = [middle];
        return new PolygonPoint(near.Select(w => w.CentreX).Median(), near.Select(w => w.CentreY).Median());
    }

    // The candidates of each frame; a heart crop has itself.
    private HeartPlace[][] Places(GrayImage[] frames, FieldOfView[] views)
    {
        HeartPlace[][] places =
        [
            .. frames.Zip(
                views,
                (f, v) =>
                    (HeartPlace[])
                        [new HeartPlace(Whole(f, v, v.IsHeartCrop ? networks.Cavity.Options.SideMultiple : CavityLocator.FieldSide), 1)]
            ),
        ];
        int[] fields = [.. Enumerable.Range(0, frames.Length).Where(i => !views[i].IsHeartCrop)];
        if (fields.Length == 0)
            return places;
        using var scope = NewDisposeScope();
        var found = CavityLocator.Find(networks.Locator, cat([.. fields.Select(i => places[i][0].Window.Cut(frames[i]))]).to(device));
        var candidates = fields
            .Zip(found)
            .SelectMany(f =>
                f.Second.Select(place => (Frame: f.First, Window: Around(places[f.First][0].Window.ToFrame(place.Centre), views[f.First])))
            )
            .ToArray();
        var first = TestTimeAveraging.Probabilities(networks.Cavity, Cut(candidates.Select(c => (frames[c.Frame], c.Window))), views: 1);
        foreach (
            var frame in candidates
                .Zip(CavityCleaning.OfMaps(first), (c, outline) => (c.Frame, c.Window, Outline: outline))
                .GroupBy(o => o.Frame)
        )
        {
            places[frame.Key] =
            [
                .. frame.Select(o => new HeartPlace(
                    o.Outline.Flags.HasFlag(QualityFlags.NoCavity)
                        ? o.Window
                        : Around(o.Window.ToFrame(RegionMoments.Of(o.Outline.CavityProbability).Centre), views[frame.Key]),
                    Likelihood(o.Outline)
                )),
            ];
        }

        return places;
    }

    // A left ventricle is outlined with confidence, has a wall around it and, where the segmenter knows it, the right one beside it.
    private static double Likelihood(Segmentation outline) =>
        (1 - outline.Uncertainty)
        * (outline.Epicardium is null ? 0.5 : 1)
        * (double.IsNaN(outline.RightAreaPx) || outline.RightCavity is { Area: > 0 } ? 1 : 0.5);

    private static double Millimetres(FrameWindow a, FrameWindow b) =>
        FieldOfView.WorkingPixelMm
        * Math.Sqrt(Math.Pow((a.CentreX - b.CentreX) / a.StepX, 2) + Math.Pow((a.CentreY - b.CentreY) / a.StepY, 2));

    private static FrameWindow Whole(GrayImage frame, FieldOfView view, int multiple)
    {
        var (x, y) = ((frame.Width - 1) / 2.0, (frame.Height - 1) / 2.0);
        var longest = Math.Max(frame.Width / view.StepX, frame.Height / view.StepY);
        if (view.IsHeartCrop)
            return new FrameWindow(x, y, view.StepX, view.StepY, (int)Math.Ceiling(Math.Round(longest, 6) / multiple) * multiple);
        var squeeze = Math.Max(1, longest / CavityLocator.FieldSide);
        return new FrameWindow(x, y, view.StepX * squeeze, view.StepY * squeeze, CavityLocator.FieldSide);
    }

    // Centred between four pixels, so that cutting copies pixels where the frame has the working resolution.
    private static FrameWindow Around(PolygonPoint centre, FieldOfView view) =>
        new(Math.Floor(centre.X) + 0.5, Math.Floor(centre.Y) + 0.5, view.StepX, view.StepY, FieldOfView.HeartSide);

    private readonly record struct HeartPlace(FrameWindow Window, double Likelihood);
}
