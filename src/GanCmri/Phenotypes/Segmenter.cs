using GanCmri.Imaging;
using GanCmri.Runtime;
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
    private readonly HeartWindows _windows;

    internal Segmenter(SegmenterNetworks networks, Device device) =>
        (_networks, _device, _windows) = (networks, device, new HeartWindows(networks, device));

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
    public void Save(string path, IReadOnlyDictionary<string, string> notes) => SegmenterFile.Save(path, _networks, notes);

    /// <summary>Outlines frames, each by itself.</summary>
    /// <param name="frames">Whole fields of view or heart crops, any size and unit.</param>
    /// <param name="spacing">Pixel size; null takes frames above 160 px as 350 mm wide and smaller ones as 175 mm wide heart crops.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>One segmentation a frame, at the frame's size.</returns>
    public IReadOnlyList<Segmentation> Segment(IReadOnlyList<GrayImage> frames, PixelSpacing? spacing, SegmentationOptions? options = null)
    {
        options ??= new SegmentationOptions();
        options.Validate();
        return [.. frames.Chunk(options.BatchSize).SelectMany(chunk => SegmentChunk(chunk, spacing, options.Views))];
    }

    /// <summary>
    /// Outlines the frames of one cine, which inform each other: the heart is looked for once, in the middle of where every frame shows it,
    /// and a frame that is outlined unlike both its neighbours takes their mean. A single frame is outlined as by <see cref="Segment"/>.
    /// </summary>
    /// <param name="frames">In order of time, all of one size and unit.</param>
    /// <param name="spacing">Pixel size; null as in <see cref="Segment"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>One segmentation a frame, at the frame's size.</returns>
    public IReadOnlyList<Segmentation> SegmentCine(
        IReadOnlyList<GrayImage> frames,
        PixelSpacing? spacing,
        SegmentationOptions? options = null
    )
    {
        options ??= new SegmentationOptions();
        options.Validate();
        if (frames.Count < TemporalSmoothing.FewestFrames)
            return Segment(frames, spacing, options);
        using var noGradient = no_grad();
        return SegmentCine(frames, _windows.OfCine(frames, FieldOfView.Of(frames[0], spacing), options.BatchSize), options);
    }

    /// <summary>Outlines the slices of one stack, which show the heart at one place: a slice in which it is seen elsewhere is looked at
    /// again there.</summary>
    /// <param name="slices">The frames of each slice in order of time, all of one size and unit.</param>
    /// <param name="spacing">Pixel size; null as in <see cref="Segment"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>One segmentation a frame of each slice.</returns>
    public IReadOnlyList<IReadOnlyList<Segmentation>> SegmentStack(
        IReadOnlyList<IReadOnlyList<GrayImage>> slices,
        PixelSpacing? spacing,
        SegmentationOptions? options = null
    ) =>
        [
            .. slices.Zip(
                StackWindows(slices, spacing, options),
                (frames, window) => SegmentCine(frames, window, options ?? new SegmentationOptions())
            ),
        ];

    internal IReadOnlyList<FrameWindow> StackWindows(
        IReadOnlyList<IReadOnlyList<GrayImage>> slices,
        PixelSpacing? spacing,
        SegmentationOptions? options
    )
    {
        options ??= new SegmentationOptions();
        options.Validate();
        using var noGradient = no_grad();
        return _windows.OfStack(slices, FieldOfView.Of(slices[0][0], spacing), options.BatchSize);
    }

    internal IReadOnlyList<Segmentation> SegmentCine(IReadOnlyList<GrayImage> frames, FrameWindow window, SegmentationOptions options)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var parts = frames
            .Chunk(options.BatchSize)
            .Select(chunk =>
            {
                using var part = NewDisposeScope();
                return TestTimeAveraging
                    .Probabilities(_networks.Cavity, _windows.Cut(chunk.Select(f => (f, window))), options.Views)
                    .MoveToOuterDisposeScope();
            })
            .ToArray();
        var p = cat(parts);
        if (frames.Count >= TemporalSmoothing.FewestFrames)
            p = TemporalSmoothing.Apply(p);
        return [.. frames.Select((f, i) => Pasted(p.narrow(0, i, 1), window, f))];
    }

    /// <summary>Outlines heart crops that are already tensors: the way for many synthetic frames.</summary>
    /// <param name="crops">[N, 1, S, S] of any unit, e.g. [-1, 1]; S = 64 (2.74 mm a pixel) or 128 (1.37 mm).</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>One segmentation a crop, S x S.</returns>
    public IReadOnlyList<Segmentation> SegmentCrops(Tensor crops, SegmentationOptions? options = null)
    {
        options ??= new SegmentationOptions();
        options.Validate();
        var side = (int)crops.shape[2];
        var result = new List<Segmentation>();
        for (var start = 0L; start < crops.shape[0]; start += options.BatchSize)
        {
            using var scope = NewDisposeScope();
            var p = CropMaps(crops.narrow(0, start, Math.Min(options.BatchSize, crops.shape[0] - start)), options.Views);
            result.AddRange(CavityCleaning.OfMaps(p, pixelsAWorkingPx: side / (double)FieldOfView.HeartSide));
        }

        return result;
    }

    /// <summary>The network's probabilities in heart crops, [N, 2 or 3, S, S], before they are cleaned.</summary>
    internal Tensor CropMaps(Tensor crops, int views = 1)
    {
        using var scope = NewDisposeScope();
        var side = crops.shape[2];
        var p = TestTimeAveraging.Probabilities(_networks.Cavity, WorkingCrops(crops), views);
        if (side != FieldOfView.HeartSide)
            p = functional.interpolate(p, [side, side], mode: InterpolationMode.Area);
        return p.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Area and shape of the cavity in heart crops as differentiable functions of their pixels: what moving an image does to its measures.
    /// The region that is measured is the one <see cref="SegmentCrops"/> outlines and does not take part in the gradient; holes are not
    /// filled.
    /// </summary>
    /// <param name="crops">[N, 1, S, S] of any unit; S = 64 or 128.</param>
    /// <returns>In px of the crops; area 0, and a shape without meaning, where no cavity was found.</returns>
    internal SoftMoments DifferentiableMeasures(Tensor crops)
    {
        using var scope = NewDisposeScope();
        var side = (int)crops.shape[2];
        var p = _networks.Cavity.forward(WorkingCrops(crops)).sigmoid();
        if (side != FieldOfView.HeartSide)
            p = functional.interpolate(p, [side, side], mode: InterpolationMode.Area);
        using var regions = tensor(
            CavityCleaning
                .OfMaps(p.detach(), pixelsAWorkingPx: side / (double)FieldOfView.HeartSide)
                .SelectMany(o => o.CavityProbability.Pixels)
                .Select(v => v > 0 ? 1f : 0f)
                .ToArray(),
            [crops.shape[0], side, side]
        );
        return SoftMoments.Of(p[TensorIndex.Colon, 0].mul(regions.to(_device))).MoveToOuterScope();
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
        var windows = _windows.OfFrames(frames, [.. frames.Select(f => FieldOfView.Of(f, spacing))]);
        var result = new Segmentation[frames.Length];
        foreach (var group in Enumerable.Range(0, frames.Length).GroupBy(i => windows[i].Side))
        {
            var images = _windows.Cut(group.Select(i => (frames[i], windows[i])));
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
        return CavityCleaning
            .OfMaps(
                window.Moved(_networks.OutlineShift).Paste(probabilities, frame.Height, frame.Width),
                window.IsWholeCrop ? null : new PolygonPoint(window.CentreX, window.CentreY),
                window.StepX
            )
            .Single();
    }

    private Tensor WorkingCrops(Tensor crops)
    {
        if (crops.dim() != 4 || crops.shape[1] != 1 || crops.shape[2] != crops.shape[3])
            throw new ArgumentException($"expected [N, 1, S, S], found [{string.Join(", ", crops.shape)}]", nameof(crops));
        var images = crops.to(_device).to(float32);
        if (images.shape[2] != FieldOfView.HeartSide)
            images = functional.interpolate(
                images,
                [FieldOfView.HeartSide, FieldOfView.HeartSide],
                mode: InterpolationMode.Bilinear,
                align_corners: false
            );
        return FrameScaling.Standardise(images);
    }
}
