using GanCmri.Imaging;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Labelled frames of any pixel size as tensors in memory, all at the working pixel size and in squares of one side, cut or filled
/// with zeros around their centre.</summary>
internal sealed class FrameTensors : IDisposable
{
    /// <summary>Channels of <see cref="Stack"/>: image, cavity, epicardial disk, right ventricle.</summary>
    public const int Channels = 1 + Structures;

    /// <summary>Structures of <see cref="Known"/>: cavity, epicardial disk, right ventricle.</summary>
    public const int Structures = 3;

    /// <summary>Side of the square, working px: 350 mm.</summary>
    public const int Side = CavityLocator.FieldSide;

    /// <summary>Copies and resamples frames.</summary>
    /// <exception cref="InputException">More frames than memory can hold.</exception>
    public FrameTensors(IReadOnlyList<LabelledFrame> frames)
    {
        const int Most = int.MaxValue / (Channels * Side * Side);
        if (frames.Count > 16 * Most)
            throw new InputException("frames with outlines", $"at most {16 * Most}", $"{frames.Count}", "train on fewer");
        Stack = zeros([frames.Count, Channels, Side, Side], float16);
        foreach (var (n, frame) in frames.Index())
        {
            using var scope = NewDisposeScope();
            Stack[n].copy_(Window(frame));
        }

        Centres = [.. Enumerable.Range(0, frames.Count).Select(n => Centre(Stack[n, 1]))];
        Hearts = [.. HeartPlaces(frames)];
        Known = [.. frames.Select(f => (bool[])[f.Cavity is not null, f.Epicardium is not null, f.RightCavity is not null])];
        Piles = [.. frames.Select((f, n) => double.IsNaN(Centres[n].X) ? f.Source + " without a cavity" : f.Source)];
    }

    /// <summary>[N, 4, Side, Side], float16: image scaled to 0..1, cavity, epicardial disk, right ventricle.</summary>
    public Tensor Stack { get; }

    /// <summary>Centre of each cavity (pixel centres at integers); NaN where there is none.</summary>
    public IReadOnlyList<PolygonPoint> Centres { get; }

    /// <summary>Where the heart is in each frame: the cavity's centre, else the mean of the subject's other frames, else the
    /// middle.</summary>
    public IReadOnlyList<PolygonPoint> Hearts { get; }

    /// <summary>Which structures of each frame were outlined.</summary>
    public IReadOnlyList<bool[]> Known { get; }

    /// <summary>The data set of each frame, those without a cavity apart.</summary>
    public IReadOnlyList<string> Piles { get; }

    /// <summary>The frames of numbers, [n, 4, Side, Side], float32.</summary>
    public Tensor Take(IEnumerable<int> numbers) => Stack.index_select(0, tensor(numbers.Select(n => (long)n).ToArray())).to(float32);

    public void Dispose() => Stack.Dispose();

    private static Tensor Window(LabelledFrame frame)
    {
        var (height, width) = (frame.Image.Height, frame.Image.Width);
        var view = FieldOfView.Of(frame.Image, frame.Spacing);
        var window = new FrameWindow((width - 1) / 2.0, (height - 1) / 2.0, view.StepX, view.StepY, Side);
        var (bottom, top) = (frame.Image.Pixels.Min(), frame.Image.Pixels.Max());
        var scaled = Array.ConvertAll(frame.Image.Pixels, p => (p - bottom) / Math.Max(1e-6f, top - bottom));
        Tensor Cut(float[] values) => window.Cut(new GrayImage(height, width, values));
        Tensor Outline(Mask? mask, double excessPx = 0) => mask is null ? zeros(1, 1, Side, Side) : Cut(SoftMask.Of(mask, excessPx));
        return cat([Cut(scaled), Outline(frame.Cavity, frame.ExcessPx), Outline(frame.Epicardium), Outline(frame.RightCavity)], 1)[0];
    }

    private IEnumerable<PolygonPoint> HeartPlaces(IReadOnlyList<LabelledFrame> frames)
    {
        const double Middle = (Side - 1) / 2.0;
        var means = frames
            .Select((f, n) => (f.Source, f.Subject, At: Centres[n]))
            .Where(f => !double.IsNaN(f.At.X))
            .GroupBy(f => (f.Source, f.Subject))
            .ToDictionary(g => g.Key, g => new PolygonPoint(g.Average(f => f.At.X), g.Average(f => f.At.Y)));
        return frames.Select(
            (f, n) =>
                !double.IsNaN(Centres[n].X) ? Centres[n] : means.GetValueOrDefault((f.Source, f.Subject), new PolygonPoint(Middle, Middle))
        );
    }

    private static PolygonPoint Centre(Tensor cavity)
    {
        using var scope = NewDisposeScope();
        var values = cavity.to(float32);
        var at = TensorMath.Counting(Side, CPU);
        var sum = values.sum().item<float>();
        return new PolygonPoint(values.sum([0L]).mul(at).sum().item<float>() / sum, values.sum([1L]).mul(at).sum().item<float>() / sum);
    }
}
