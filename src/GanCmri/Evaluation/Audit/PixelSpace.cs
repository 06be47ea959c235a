using System.Numerics.Tensors;
using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>
/// Distance of pictures, blind to a shift of up to 1/16 of the side, to brightness and contrast and mostly to noise:
/// sqrt(2 - 2 r) with r the largest correlation over the shifts, after smoothing. A coarse search finds the candidates.
/// </summary>
public sealed class PixelSpace : IAuditSpace
{
    private const int CoarseSide = 16, CoarseShift = 1, FramesPerPatient = 3, Patients = 8;
    private const double NoiseBlurSigmaPixels = 1;

    /// <inheritdoc/>
    public string Name => "pixels";

    /// <inheritdoc/>
    public IReadOnlyList<Nearest> Search(IReadOnlyList<GrayImage> frames, FrameSet references)
    {
        var size = references.Frames[0];
        if (frames.Any(f => f.Height != size.Height || f.Width != size.Width)) throw new ArgumentException("expected frames of the references' size");
        var there = references.Frames.AsParallel().AsOrdered().Select(f => new Prepared(f)).ToArray();
        var coarse = there.Select(p => ShiftedWindows(p.Coarse, CoarseShift)).ToArray();
        var ranking = new NearestRanking(references.Patients);
        var found = new Nearest[frames.Count];
        Parallel.For(0, found.Length, i =>
        {
            var here = new Prepared(frames[i]);
            var shift = Math.Max(1, size.Width / 16);
            var window = Window(here.Fine, shift, shift, shift);
            var coarseWindow = Window(here.Coarse, CoarseShift, CoarseShift, CoarseShift);
            var candidates = Candidates(coarseWindow, coarse, references.Patients);
            found[i] = ranking.Of(candidates.Select(r => (r, Distance(window, ShiftedWindows(there[r].Fine, shift)))));
        });
        return found;
    }

    // The best few frames of the best few patients.
    private static IEnumerable<int> Candidates(float[] window, float[][][] references, IReadOnlyList<string> patients) =>
        Enumerable.Range(0, references.Length).Select(r => (Index: r, Distance: Distance(window, references[r])))
            .GroupBy(c => patients[c.Index]).Select(g => g.OrderBy(c => c.Distance).Take(FramesPerPatient).ToArray())
            .OrderBy(g => g[0].Distance).Take(Patients).SelectMany(g => g.Select(c => c.Index)).ToArray();

    private static double Distance(float[] window, IEnumerable<float[]> shifted) =>
        Math.Sqrt(Math.Max(0, 2 - 2 * shifted.Max(other => TensorPrimitives.Dot<float>(window, other))));

    private static float[][] ShiftedWindows(GrayImage image, int shift) =>
        [.. Enumerable.Range(0, (2 * shift + 1) * (2 * shift + 1)).Select(k => Window(image, k / (2 * shift + 1), k % (2 * shift + 1), shift))];

    // The picture less a margin, from (top, left), with mean 0 and norm 1.
    private static float[] Window(GrayImage image, int top, int left, int margin)
    {
        int height = image.Height - 2 * margin, width = image.Width - 2 * margin;
        var window = new float[height * width];
        for (var y = 0; y < height; y++) image.Pixels.AsSpan((top + y) * image.Width + left, width).CopyTo(window.AsSpan(y * width));
        TensorPrimitives.Subtract(window, TensorPrimitives.Sum<float>(window) / window.Length, window);
        var norm = TensorPrimitives.Norm<float>(window);
        if (norm > 0) TensorPrimitives.Divide(window, norm, window);
        return window;
    }

    private sealed class Prepared
    {
        public Prepared(GrayImage image)
        {
            Fine = GaussianBlur.Apply(image, NoiseBlurSigmaPixels);
            Coarse = AreaResampling.Cut(Fine, 0, 0, Fine.Height, Fine.Width, CoarseSide, CoarseSide);
        }

        public GrayImage Fine { get; }

        public GrayImage Coarse { get; }
    }
}
