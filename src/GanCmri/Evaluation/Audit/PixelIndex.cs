using System.Numerics;
using System.Numerics.Tensors;
using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>
/// Reference frames made ready for <see cref="PixelSpace"/>: smoothed, with coarse copies at every shift, so that frames can be looked up
/// one at a time. Lookups may run on several threads and give the same bits on each.
/// </summary>
public sealed class PixelIndex
{
    private const int CoarseSide = 16, CoarseShift = 1, FramesPerPatient = 3, Patients = 8;
    private const double NoiseBlurSigmaPixels = 1;

    private readonly IReadOnlyList<string> _patients;
    private readonly GrayImage[] _fine;
    private readonly float[][][] _coarse;
    private readonly NearestRanking _ranking;

    /// <summary>Makes references ready.</summary>
    /// <param name="references">Frames of at least 2 patients.</param>
    public PixelIndex(FrameSet references)
    {
        (_patients, _ranking) = (references.Patients, new NearestRanking(references.Patients));
        _fine = [.. references.Frames.AsParallel().AsOrdered().Select(Smooth)];
        _coarse = [.. _fine.AsParallel().AsOrdered().Select(f => ShiftedWindows(Coarse(f), CoarseShift))];
    }

    /// <summary>The reference nearest to a frame, and how near the nearest of another patient is.</summary>
    /// <param name="frame">A frame of the references' size.</param>
    /// <exception cref="ArgumentException">The size is another.</exception>
    public Nearest Find(GrayImage frame)
    {
        if (frame.Height != _fine[0].Height || frame.Width != _fine[0].Width) throw new ArgumentException("expected frames of the references' size");
        var smooth = Smooth(frame);
        var shift = Math.Max(1, frame.Width / 16);
        var window = Window(smooth, shift, shift, shift);
        var candidates = Candidates(Window(Coarse(smooth), CoarseShift, CoarseShift, CoarseShift));
        return _ranking.Of(candidates.Select(r => (r, Distance(window, ShiftedWindows(_fine[r], shift)))));
    }

    // The best few frames of the best few patients.
    private int[] Candidates(float[] window) =>
        Enumerable.Range(0, _coarse.Length).Select(r => (Index: r, Distance: Distance(window, _coarse[r])))
            .GroupBy(c => _patients[c.Index]).Select(g => g.OrderBy(c => c.Distance).Take(FramesPerPatient).ToArray())
            .OrderBy(g => g[0].Distance).Take(Patients).SelectMany(g => g.Select(c => c.Index)).ToArray();

    private static GrayImage Smooth(GrayImage image) => GaussianBlur.Apply(image, NoiseBlurSigmaPixels);

    private static GrayImage Coarse(GrayImage smooth) => AreaResampling.Cut(smooth, 0, 0, smooth.Height, smooth.Width, CoarseSide, CoarseSide);

    private static double Distance(float[] window, IEnumerable<float[]> shifted) =>
        Math.Sqrt(Math.Max(0, 2 - 2 * (double)shifted.Max(other => Dot(window, other))));

    private static float[][] ShiftedWindows(GrayImage image, int shift) =>
        [.. Enumerable.Range(0, (2 * shift + 1) * (2 * shift + 1)).Select(k => Window(image, k / (2 * shift + 1), k % (2 * shift + 1), shift))];

    // The picture less a margin, from (top, left), with mean 0 and norm 1.
    private static float[] Window(GrayImage image, int top, int left, int margin)
    {
        int height = image.Height - 2 * margin, width = image.Width - 2 * margin;
        var window = new float[height * width];
        for (var y = 0; y < height; y++) image.Pixels.AsSpan((top + y) * image.Width + left, width).CopyTo(window.AsSpan(y * width));
        var sum = 0.0;
        foreach (var value in window) sum += value;
        TensorPrimitives.Subtract(window, (float)(sum / window.Length), window);
        var norm = MathF.Sqrt(Dot(window, window));
        if (norm > 0) TensorPrimitives.Divide(window, norm, window);
        return window;
    }

    // TensorPrimitives.Dot starts where memory is aligned, so that its rounding depends on where an array lies; this does not.
    private static float Dot(float[] a, float[] b)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count) sums += new Vector<float>(a, i) * new Vector<float>(b, i);
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
