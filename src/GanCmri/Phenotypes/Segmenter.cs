using GanCmri.Imaging;
using GanCmri.Runtime;
using MathNet.Numerics.Statistics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes;

/// <summary>
/// Outlines the left ventricle in short-axis frames, real or synthetic, by the same code: a small network finds it in
/// whole fields of view, a larger one outlines it at 1.37 mm a pixel.
/// </summary>
public sealed class Segmenter : IDisposable
{
    private readonly SegmenterNetworks _networks;
    private readonly Device _device;

    internal Segmenter(SegmenterNetworks networks, Device device) => (_networks, _device) = (networks, device);

    /// <summary>Loads a segmenter.</summary>
    /// <param name="path">File that <c>gancmri segmenter train</c> or <see cref="Save"/> wrote.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="InputException">The file is missing, damaged or holds something else.</exception>
    public static Segmenter Load(string path, Device device) => new(SegmenterFile.Load(path, device), device);

    /// <summary>Loads the segmenter that comes with GanCmri (its model card says what it was trained on).</summary>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="InputException">It is not beside the program.</exception>
    public static Segmenter Shipped(Device device) => Load(ShippedModels.File("segmenter", "segmenter.safetensors"), device);

    /// <summary>Writes the weights in half precision.</summary>
    /// <param name="path">File to write, .safetensors.</param>
    /// <param name="notes">What should be known about them: data, split, seed.</param>
    public void Save(string path, IReadOnlyDictionary<string, string> notes) =>
        SegmenterFile.Save(path, _networks, notes);

    /// <summary>Outlines frames, each by itself.</summary>
    /// <param name="frames">Whole fields of view or heart crops, any size and unit.</param>
    /// <param name="spacing">Pixel size; null takes frames above 160 px as 350 mm wide and smaller ones as 175 mm wide heart crops.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>One segmentation a frame, at the frame's size.</returns>
    public IReadOnlyList<Segmentation> Segment(IReadOnlyList<GrayImage> frames, PixelSpacing? spacing, SegmentationOptions? options = null)
    {
        options ??= new SegmentationOptions();
        return [.. frames.Chunk(options.BatchSize).SelectMany(chunk => SegmentChunk(chunk, spacing, options.Views))];
    }

    /// <summary>
    /// Outlines the frames of one cine, which inform each other: the heart is looked for once, in the middle of where every frame shows it, and each pixel's
    /// probability takes <see cref="TemporalSmoothing.NeighbourShare"/> from the frame before and the frame after. A single frame is outlined as by <see cref="Segment"/>.
    /// </summary>
    /// <param name="frames">In order of time, all of one size and unit.</param>
    /// <param name="spacing">Pixel size; null as in <see cref="Segment"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>One segmentation a frame, at the frame's size.</returns>
    public IReadOnlyList<Segmentation> SegmentCine(IReadOnlyList<GrayImage> frames, PixelSpacing? spacing, SegmentationOptions? options = null)
    {
        options ??= new SegmentationOptions();
        if (frames.Count < TemporalSmoothing.FewestFrames) return Segment(frames, spacing, options);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var window = CineWindow(frames, FieldOfView.Of(frames[0], spacing), options.BatchSize);
        var parts = frames.Chunk(options.BatchSize).Select(chunk =>
        {
            using var part = NewDisposeScope();
            var windows = Enumerable.Repeat(window, chunk.Length).ToArray();
            return TestTimeAveraging.Probabilities(_networks.Cavity, Cut(chunk, windows, Enumerable.Range(0, chunk.Length)), options.Views).MoveToOuterDisposeScope();
        }).ToArray();
        var smooth = TemporalSmoothing.Apply(cat(parts));
        return [.. frames.Select((f, i) => Pasted(smooth.narrow(0, i, 1), window, f))];
    }

    /// <summary>Outlines heart crops that are already tensors: the way for many synthetic frames.</summary>
    /// <param name="crops">[N, 1, S, S] of any unit, e.g. [-1, 1]; S = 64 (2.74 mm a pixel) or 128 (1.37 mm).</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>One segmentation a crop, S x S.</returns>
    public IReadOnlyList<Segmentation> SegmentCrops(Tensor crops, SegmentationOptions? options = null)
    {
        options ??= new SegmentationOptions();
        var side = (int)crops.shape[2];
        var result = new List<Segmentation>();
        for (var start = 0L; start < crops.shape[0]; start += options.BatchSize)
        {
            using var scope = NewDisposeScope();
            var images = WorkingCrops(crops.narrow(0, start, Math.Min(options.BatchSize, crops.shape[0] - start)));
            var p = TestTimeAveraging.Probabilities(_networks.Cavity, images, options.Views);
            if (side != FieldOfView.HeartSide) p = functional.interpolate(p, [side, side], mode: InterpolationMode.Area);
            result.AddRange(Clean(p, side, side));
        }

        return result;
    }

    /// <summary>
    /// Area and sphericity index of the cavity in heart crops as differentiable functions of their pixels: what moving an image does to its measures.
    /// The region that is measured is the one <see cref="SegmentCrops"/> outlines and does not take part in the gradient; holes are not filled.
    /// </summary>
    /// <param name="crops">[N, 1, S, S] of any unit; S = 64 or 128.</param>
    /// <param name="areas">Areas, [N], px of the crops; 0 where no cavity was found.</param>
    /// <returns>Sphericity indices, [N]; without meaning where no cavity was found.</returns>
    internal Tensor DifferentiableMeasures(Tensor crops, out Tensor areas)
    {
        using var scope = NewDisposeScope();
        var side = (int)crops.shape[2];
        var p = _networks.Cavity.forward(WorkingCrops(crops)).sigmoid();
        if (side != FieldOfView.HeartSide) p = functional.interpolate(p, [side, side], mode: InterpolationMode.Area);
        using var regions = tensor(Clean(p.detach(), side, side).SelectMany(o => o.CavityProbability.Pixels).Select(v => v > 0 ? 1f : 0f).ToArray(), [crops.shape[0], side, side]);
        var moments = SoftMoments.Of(p[TensorIndex.Colon, 0].mul(regions.to(_device)));
        areas = moments.Area.MoveToOuterDisposeScope();
        return moments.SphericityIndex.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What the network's encoder sees in heart crops: the mean of each of its deepest feature maps, for Fréchet distances
    /// between sets of frames (in the spirit of the paper's cFID, which takes a cardiac segmentation encoder's activations).
    /// </summary>
    /// <param name="crops">[N, 1, S, S] of any unit; S = 64 or 128.</param>
    /// <returns>[N, maps of the deepest level] (192 with the shipped network), on the CPU.</returns>
    public Tensor Features(Tensor crops)
    {
        const long Batch = 32;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var parts = new List<Tensor>();
        for (var start = 0L; start < crops.shape[0]; start += Batch)
        {
            using var part = NewDisposeScope();
            var images = WorkingCrops(crops.narrow(0, start, Math.Min(Batch, crops.shape[0] - start)));
            parts.Add(_networks.Cavity.Deepest(images).mean([2, 3]).cpu().MoveToOuterDisposeScope());
        }

        return cat(parts).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        _networks.Cavity.Dispose();
        _networks.Locator.Dispose();
    }

    internal SegmenterNetworks CopyNetworks() => new(_networks.Cavity.Copy(), _networks.Locator.Copy(), _networks.OutlineShift);

    private IEnumerable<Segmentation> SegmentChunk(GrayImage[] frames, PixelSpacing? spacing, int views)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var windows = Windows(frames, [.. frames.Select(f => FieldOfView.Of(f, spacing))]);
        var result = new Segmentation[frames.Length];
        foreach (var group in Enumerable.Range(0, frames.Length).GroupBy(i => windows[i].Side))
        {
            var images = Cut(frames, windows, group);
            var p = TestTimeAveraging.Probabilities(_networks.Cavity, images, views);
            foreach (var (i, row) in group.Select((i, row) => (i, row)))
            {
                result[i] = Pasted(p.narrow(0, row, 1), windows[i], frames[i]);
            }
        }

        return result;
    }

    private Segmentation Pasted(Tensor probabilities, FrameWindow window, GrayImage frame)
    {
        using var scope = NewDisposeScope();
        return Clean(window.Moved(_networks.OutlineShift).Paste(probabilities, frame.Height, frame.Width), frame.Height, frame.Width).Single();
    }

    // The median place over a few frames of the beat: one that was found elsewhere does not count.
    private FrameWindow CineWindow(IReadOnlyList<GrayImage> frames, FieldOfView view, int batch)
    {
        const int Looks = 6;
        var every = Math.Max(1, frames.Count / Looks);
        GrayImage[] looks = [.. frames.Where((_, i) => i % every == 0)];
        var windows = looks.Chunk(batch).SelectMany(chunk => Windows(chunk, [.. chunk.Select(_ => view)])).ToArray();
        if (view.IsHeartCrop) return windows[0];
        return Around(new PolygonPoint(windows.Select(w => w.CentreX).Median(), windows.Select(w => w.CentreY).Median()), view);
    }

    // Heart crops are taken whole; in whole fields the window is centred on the cavity: first where the locator
    // sees it, then where a first outline lies.
    private FrameWindow[] Windows(GrayImage[] frames, FieldOfView[] views)
    {
        var windows = frames.Zip(views, (f, v) => Whole(f, v, v.IsHeartCrop ? _networks.Cavity.Options.SideMultiple : CavityLocator.FieldSide)).ToArray();
        int[] fields = [.. Enumerable.Range(0, frames.Length).Where(i => !views[i].IsHeartCrop)];
        if (fields.Length == 0) return windows;
        var places = CavityLocator.Find(_networks.Locator, cat([.. fields.Select(i => windows[i].Cut(frames[i]))]).to(_device));
        var candidates = fields.Zip(places).SelectMany(f => f.Second.Select(place => (Frame: f.First, Window: Around(windows[f.First].ToFrame(place.Centre), views[f.First])))).ToArray();
        var first = TestTimeAveraging.Probabilities(_networks.Cavity, Cut(candidates.Select(c => (frames[c.Frame], c.Window))), views: 1);
        var outlined = candidates.Zip(Clean(first, FieldOfView.HeartSide, FieldOfView.HeartSide), (c, outline) => (c.Frame, c.Window, Outline: outline));
        foreach (var frame in outlined.GroupBy(o => o.Frame))
        {
            var best = frame.MaxBy(o => Likelihood(o.Outline));
            windows[frame.Key] = best.Outline.Flags.HasFlag(QualityFlags.NoCavity) ? best.Window
                : Around(best.Window.ToFrame(RegionMoments.Of(best.Outline.CavityProbability).Centre), views[frame.Key]);
        }

        return windows;
    }

    // A ventricle is outlined with confidence, and has a wall around it.
    private static double Likelihood(Segmentation outline) => (1 - outline.Uncertainty) * (outline.Epicardium is null ? 0.5 : 1);

    private Tensor Cut(IEnumerable<(GrayImage Frame, FrameWindow Window)> cuts) =>
        FrameScaling.Standardise(cat([.. cuts.Select(c => c.Window.Cut(c.Frame))]).to(_device));

    private Tensor Cut(GrayImage[] frames, FrameWindow[] windows, IEnumerable<int> which) => Cut(which.Select(i => (frames[i], windows[i])));

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

    private Tensor WorkingCrops(Tensor crops)
    {
        if (crops.dim() != 4 || crops.shape[1] != 1 || crops.shape[2] != crops.shape[3])
            throw new ArgumentException($"expected [N, 1, S, S], found [{string.Join(", ", crops.shape)}]", nameof(crops));
        var images = crops.to(_device).to(float32);
        if (images.shape[2] != FieldOfView.HeartSide)
            images = functional.interpolate(images, [FieldOfView.HeartSide, FieldOfView.HeartSide], mode: InterpolationMode.Bilinear, align_corners: false);
        return FrameScaling.Standardise(images);
    }

    private static List<Segmentation> Clean(Tensor probabilities, int height, int width)
    {
        var values = probabilities.cpu().contiguous().data<float>().ToArray();
        var (size, channels) = (height * width, (int)probabilities.shape[1]);
        return
        [
            .. Enumerable.Range(0, (int)probabilities.shape[0]).Select(n =>
            {
                float[] Map(int channel) => values[((n * channels + channel) * size)..][..size];
                var left = CavityCleaning.Clean(Map(0), Map(1), height, width);
                return channels > 2 ? CavityCleaning.WithRight(left, Map(2)) : left;
            }),
        ];
    }
}
