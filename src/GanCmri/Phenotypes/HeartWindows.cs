using GanCmri.Imaging;
using MathNet.Numerics.Statistics;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>
/// Where the networks look in frames of any size: heart crops are taken whole; in whole fields the window is centred on the cavity, first where the locator sees
/// it, then where a first outline lies. Frames of a cine, and slices of a stack, look at one place.
/// </summary>
internal sealed class HeartWindows(SegmenterNetworks networks, Device device)
{
    // The long axis leaves a short-axis stack's middle by less than this.
    private const double FarMm = 30;
    private const int Looks = 6;

    /// <summary>The window of each frame by itself.</summary>
    public FrameWindow[] OfFrames(GrayImage[] frames, FieldOfView[] views) => Array.ConvertAll(Places(frames, views), p => p.Window);

    /// <summary>One window for the frames of a cine: the middle of a few looks over the beat, so one that goes elsewhere does not count.</summary>
    public FrameWindow OfCine(IReadOnlyList<GrayImage> frames, FieldOfView view, int batch) => Place(frames, view, batch).Window;

    /// <summary>One window for each slice of a stack: one that lies far from where most slices show the heart is moved there.</summary>
    /// <param name="slices">The frames of each slice, all of one size.</param>
    /// <param name="view">How they are brought to the working pixel size.</param>
    /// <param name="batch">Frames together.</param>
    public IReadOnlyList<FrameWindow> OfStack(IReadOnlyList<IReadOnlyList<GrayImage>> slices, FieldOfView view, int batch)
    {
        HeartPlace[] places = [.. slices.Select(frames => Place(frames, view, batch))];
        if (view.IsHeartCrop || slices.Count < 3) return [.. places.Select(p => p.Window)];
        PolygonPoint middle = new(WeightedMedian(places, p => p.Window.CentreX), WeightedMedian(places, p => p.Window.CentreY));
        return [.. places.Select(p => Millimetres(p.Window, middle) > FarMm ? Around(middle, view) : p.Window)];
    }

    /// <summary>The frames' values in their windows, standardised, [N, 1, side, side].</summary>
    public Tensor Cut(IEnumerable<(GrayImage Frame, FrameWindow Window)> cuts) =>
        FrameScaling.Standardise(cat([.. cuts.Select(c => c.Window.Cut(c.Frame))]).to(device));

    private HeartPlace Place(IReadOnlyList<GrayImage> frames, FieldOfView view, int batch)
    {
        var every = Math.Max(1, frames.Count / Looks);
        var places = frames.Where((_, i) => i % every == 0).Chunk(batch).SelectMany(chunk => Places(chunk, [.. chunk.Select(_ => view)])).ToArray();
        return view.IsHeartCrop ? places[0] : new HeartPlace(
            Around(new PolygonPoint(places.Select(p => p.Window.CentreX).Median(), places.Select(p => p.Window.CentreY).Median()), view), places.Average(p => p.Likelihood));
    }

    private HeartPlace[] Places(GrayImage[] frames, FieldOfView[] views)
    {
        var places = frames.Zip(views, (f, v) => new HeartPlace(Whole(f, v, v.IsHeartCrop ? networks.Cavity.Options.SideMultiple : CavityLocator.FieldSide), 1)).ToArray();
        int[] fields = [.. Enumerable.Range(0, frames.Length).Where(i => !views[i].IsHeartCrop)];
        if (fields.Length == 0) return places;
        using var scope = NewDisposeScope();
        var found = CavityLocator.Find(networks.Locator, cat([.. fields.Select(i => places[i].Window.Cut(frames[i]))]).to(device));
        var candidates = fields.Zip(found).SelectMany(f => f.Second.Select(place => (Frame: f.First, Window: Around(places[f.First].Window.ToFrame(place.Centre), views[f.First])))).ToArray();
        var first = TestTimeAveraging.Probabilities(networks.Cavity, Cut(candidates.Select(c => (frames[c.Frame], c.Window))), views: 1);
        foreach (var frame in candidates.Zip(CavityCleaning.OfMaps(first), (c, outline) => (c.Frame, c.Window, Outline: outline)).GroupBy(o => o.Frame))
        {
            var best = frame.MaxBy(o => Likelihood(o.Outline));
            var window = best.Outline.Flags.HasFlag(QualityFlags.NoCavity) ? best.Window
                : Around(best.Window.ToFrame(RegionMoments.Of(best.Outline.CavityProbability).Centre), views[frame.Key]);
            places[frame.Key] = new HeartPlace(window, Likelihood(best.Outline));
        }

        return places;
    }

    // A ventricle is outlined with confidence, and has a wall around it.
    private static double Likelihood(Segmentation outline) => (1 - outline.Uncertainty) * (outline.Epicardium is null ? 0.5 : 1);

    private static double Millimetres(FrameWindow window, PolygonPoint from) => FieldOfView.WorkingPixelMm
        * Math.Sqrt(Math.Pow((window.CentreX - from.X) / window.StepX, 2) + Math.Pow((window.CentreY - from.Y) / window.StepY, 2));

    private static double WeightedMedian(HeartPlace[] places, Func<HeartPlace, double> value)
    {
        var sorted = places.OrderBy(value).ToArray();
        var (half, sum) = (sorted.Sum(p => p.Likelihood) / 2, 0.0);
        return value(sorted.First(p => (sum += p.Likelihood) >= half));
    }

    private static FrameWindow Whole(GrayImage frame, FieldOfView view, int multiple)
    {
        var (x, y) = ((frame.Width - 1) / 2.0, (frame.Height - 1) / 2.0);
        var longest = Math.Max(frame.Width / view.StepX, frame.Height / view.StepY);
        if (view.IsHeartCrop) return new FrameWindow(x, y, view.StepX, view.StepY, (int)Math.Ceiling(Math.Round(longest, 6) / multiple) * multiple);
        var squeeze = Math.Max(1, longest / CavityLocator.FieldSide);
        return new FrameWindow(x, y, view.StepX * squeeze, view.StepY * squeeze, CavityLocator.FieldSide);
    }

    // Centred between four pixels, so that cutting copies pixels where the frame has the working resolution.
    private static FrameWindow Around(PolygonPoint centre, FieldOfView view) =>
        new(Math.Floor(centre.X) + 0.5, Math.Floor(centre.Y) + 0.5, view.StepX, view.StepY, FieldOfView.HeartSide);

    private readonly record struct HeartPlace(FrameWindow Window, double Likelihood);
}
