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

    // And a slice's middle lies nearer to where its neighbours show it; the right ventricle's is 36 to 45 mm away.
    private const double NearMm = 20;
    private const int Looks = 6;

    /// <summary>The window of each frame by itself.</summary>
    public FrameWindow[] OfFrames(GrayImage[] frames, FieldOfView[] views) =>
        [.. Places(frames, views).Select(p => p.MaxBy(c => c.Likelihood).Window)];

    /// <summary>One window for the frames of a cine: the middle of a few looks over the beat, so one that goes elsewhere does not
    /// count.</summary>
    public FrameWindow OfCine(IReadOnlyList<GrayImage> frames, FieldOfView view, int batch) => OfStack([frames], view, batch)[0];

    /// <summary>One window for each slice of a stack, all near the place that most of the slices' looks agree on, and each near where the
    /// looks at the slice and its two neighbours show it: a thick wall's small cavity is easily taken for less than the right
    /// ventricle.</summary>
    /// <param name="slices">The frames of each slice, all of one size, in the order of the stack.</param>
    /// <param name="view">How they are brought to the working pixel size.</param>
    /// <param name="batch">Frames together.</param>
    public IReadOnlyList<FrameWindow> OfStack(IReadOnlyList<IReadOnlyList<GrayImage>> slices, FieldOfView view, int batch)
    {
        var looks = slices
            .Select(frames => SomeOf(frames).Chunk(batch).SelectMany(chunk => Places(chunk, [.. chunk.Select(_ => view)])).ToArray())
            .ToArray();
        if (view.IsHeartCrop)
            return [.. looks.Select(l => l[0][0].Window)];
        var middle = Centre(Agreed([.. looks.SelectMany(l => l)], view));
        var seen = looks.Select(l => l.SelectMany(look => Likeliest(look, middle, FarMm)).ToArray()).ToArray();
        return
        [
            .. looks.Select(
                (l, slice) =>
                {
                    var expected = Median(Neighbours(seen, slice), middle);
                    return Around(Median(l.SelectMany(look => Likeliest(look, expected, NearMm)), expected), view);
                }
            ),
        ];

        IEnumerable<PolygonPoint> Likeliest(HeartPlace[] look, PolygonPoint around, double mm) =>
            look.Where(c => Millimetres(Centre(c.Window), around, view) <= mm)
                .OrderByDescending(c => c.Likelihood)
                .Take(1)
                .Select(c => Centre(c.Window));
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
    private static FrameWindow Agreed(IReadOnlyList<HeartPlace[]> looks, FieldOfView view) =>
        looks
            .SelectMany(l => l)
            .MaxBy(c =>
                looks.Sum(l =>
                    l.Where(k => Millimetres(Centre(k.Window), Centre(c.Window), view) <= FarMm)
                        .Select(k => k.Likelihood)
                        .DefaultIfEmpty(0)
                        .Max()
                )
            )
            .Window;

    private static IEnumerable<PolygonPoint> Neighbours(PolygonPoint[][] seen, int slice) =>
        seen.Skip(Math.Max(0, slice - 1)).Take(slice == 0 ? 2 : 3).SelectMany(p => p);

    // The median of places; where there are none, the other.
    private static PolygonPoint Median(IEnumerable<PolygonPoint> places, PolygonPoint other) =>
        places.ToArray() is { Length: > 0 } some ? new PolygonPoint(some.Select(p => p.X).Median(), some.Select(p => p.Y).Median()) : other;

    private static PolygonPoint Centre(FrameWindow window) => new(window.CentreX, window.CentreY);

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

    private static double Millimetres(PolygonPoint a, PolygonPoint b, FieldOfView view) =>
        FieldOfView.WorkingPixelMm * Math.Sqrt(Math.Pow((a.X - b.X) / view.StepX, 2) + Math.Pow((a.Y - b.Y) / view.StepY, 2));

    private static FrameWindow Whole(GrayImage frame, FieldOfView view, int multiple)
    {
        var (x, y) = ((frame.Width - 1) / 2.0, (frame.Height - 1) / 2.0);
        var longest = Math.Max(frame.Width / view.StepX, frame.Height / view.StepY);
        if (view.IsHeartCrop)
            return new FrameWindow(x, y, view.StepX, view.StepY, (int)Math.Ceiling(Math.Round(longest, 6) / multiple) * multiple)
            {
                IsWholeCrop = true,
            };
        var squeeze = Math.Max(1, longest / CavityLocator.FieldSide);
        return new FrameWindow(x, y, view.StepX * squeeze, view.StepY * squeeze, CavityLocator.FieldSide);
    }

    // Centred between four pixels, so that cutting copies pixels where the frame has the working resolution.
    private static FrameWindow Around(PolygonPoint centre, FieldOfView view) =>
        new(Math.Floor(centre.X) + 0.5, Math.Floor(centre.Y) + 0.5, view.StepX, view.StepY, FieldOfView.HeartSide);

    private readonly record struct HeartPlace(FrameWindow Window, double Likelihood);
}
