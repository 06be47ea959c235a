using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>
/// Reference frames made ready to be searched for the one that a frame copies: as it is, shifted by up to 1/16 of the side, turned by up to
/// 25 degrees or mirrored. Distance: sqrt(2 - 2 r), with r the largest correlation over those; 0 is a copy. A coarse search of all frames
/// finds the candidates. Frames larger than 64 pixels are looked at with 64. Lookups may run on several threads and give the same bits on
/// each.
/// </summary>
internal sealed class CopyIndex
{
    private const int WorkingSide = 64,
        CoarseSide = 16,
        CoarseShift = 1,
        FramesPerPatient = 3,
        Patients = 8;
    private const double NoiseBlurSigmaPixels = 1,
        StepDegrees = 5;
    private static readonly Pose[] Upright = [new(false, 0)];
    private static readonly Pose[] Poses =
    [
        .. from mirrored in (bool[])[false, true] from degrees in (double[])[0, -10, 10, -20, 20] select new Pose(mirrored, degrees),
    ];

    private readonly AuditView _view;
    private readonly IReadOnlyList<string> _patients;
    private readonly NearestRanking _ranking;
    private readonly GrayImage[][] _layers; // of each reference
    private readonly float[][][] _factors; // of each reference, layer and shift
    private readonly float[][][] _coarse; // of each reference and shift
    private readonly int _height,
        _width,
        _side,
        _shift;

    /// <summary>Makes references ready.</summary>
    /// <param name="references">Frames of at least 2 patients, at least 16 pixels a side.</param>
    /// <param name="view">What is compared.</param>
    public CopyIndex(FrameSet references, AuditView view)
    {
        (_view, _patients, _ranking) = (view, references.Patients, new NearestRanking(references.Patients));
        (_height, _width) = (references.Frames[0].Height, references.Frames[0].Width);
        _side = Math.Min(WorkingSide, Math.Min(_height, _width));
        _shift = Math.Max(1, _side / 16);
        GrayImage[] smooth = [.. references.Frames.AsParallel().AsOrdered().Select(Smooth)];
        _layers = [.. smooth.AsParallel().AsOrdered().Select(view.Layers)];
        _factors = [.. _layers.AsParallel().AsOrdered().Select(layers => Array.ConvertAll(layers, l => CopyWindow.Factors(l, _shift)))];
        _coarse =
        [
            .. smooth
                .AsParallel()
                .AsOrdered()
                .Select(Coarse)
                .Select(c => Enumerable.Range(0, 9).Select(k => CopyWindow.Cut(c, k / 3, k % 3, CoarseShift)).ToArray()),
        ];
    }

    /// <summary>The reference nearest to each frame, and how near the nearest of another patient is.</summary>
    /// <param name="frames">Frames of the references' size.</param>
    /// <param name="without">For each frame, the patient whose references do not count: its own; null: all count.</param>
    /// <param name="posed">Whether turned and mirrored copies are looked for too.</param>
    /// <exception cref="ArgumentException">The size is another, or fewer than 2 patients are left.</exception>
    public IReadOnlyList<Nearest> Search(IReadOnlyList<GrayImage> frames, IReadOnlyList<string>? without = null, bool posed = true)
    {
        var found = new Nearest[frames.Count];
        Parallel.For(0, found.Length, i => found[i] = Find(frames[i], without?[i], posed));
        return found;
    }

    /// <summary>The same of one frame.</summary>
    public Nearest Find(GrayImage frame, string? without = null, bool posed = true)
    {
        if (frame.Height != _height || frame.Width != _width)
            throw new ArgumentException("expected frames of the references' size");
        var smooth = Smooth(frame);
        var first = FirstLook(smooth, posed ? Poses : Upright);
        var layers = _view.Layers(smooth);
        var turned = new Dictionary<Pose, float[][]>();
        return _ranking.Of(Candidates(first, without).Select(r => (r, Distance(r, first[r].Pose))));

        float[][] Windows(Pose pose) =>
            turned.TryGetValue(pose, out var known)
                ? known
                : turned[pose] = Array.ConvertAll(layers, l => CopyWindow.Cut(pose.Apply(l), _shift, _shift, _shift));

        // Every second shift at three angles, then the shifts about the best.
        double Distance(int r, Pose start)
        {
            var best = (Likeness: float.NegativeInfinity, Windows: Windows(start), Top: 0, Left: 0);
            foreach (var turn in posed ? (double[])[0, -StepDegrees, StepDegrees] : [0])
            {
                var windows = Windows(start with { Degrees = start.Degrees + turn });
                for (var top = 0; top <= 2 * _shift; top += 2)
                for (var left = 0; left <= 2 * _shift; left += 2)
                    Try(windows, top, left);
            }

            var (_, chosen, atTop, atLeft) = best;
            for (var top = Math.Max(0, atTop - 1); top <= Math.Min(2 * _shift, atTop + 1); top++)
            for (var left = Math.Max(0, atLeft - 1); left <= Math.Min(2 * _shift, atLeft + 1); left++)
                Try(chosen, top, left);
            return Math.Sqrt(Math.Max(0, 2 - 2 * (double)best.Likeness));

            void Try(float[][] windows, int top, int left)
            {
                if (Likeness(windows, r, top, left) is var likeness && likeness > best.Likeness)
                    best = (likeness, windows, top, left);
            }
        }
    }

    private (float Likeness, Pose Pose)[] FirstLook(GrayImage smooth, Pose[] poses)
    {
        var best = new (float Likeness, Pose Pose)[_coarse.Length];
        Array.Fill(best, (float.NegativeInfinity, poses[0]));
        foreach (var pose in poses)
        {
            var window = CopyWindow.Cut(Coarse(pose.Apply(smooth)), CoarseShift, CoarseShift, CoarseShift);
            for (var r = 0; r < best.Length; r++)
            {
                foreach (var other in _coarse[r])
                    if (CopyWindow.Dot(window, other) is var likeness && likeness > best[r].Likeness)
                        best[r] = (likeness, pose);
            }
        }

        return best;
    }

    // The best few frames of the best few patients.
    private int[] Candidates((float Likeness, Pose Pose)[] first, string? without) =>
        [
            .. Enumerable
                .Range(0, first.Length)
                .Where(r => _patients[r] != without)
                .GroupBy(r => _patients[r])
                .Select(g => g.OrderByDescending(r => first[r].Likeness).Take(FramesPerPatient).ToArray())
                .OrderByDescending(g => first[g[0]].Likeness)
                .Take(Patients)
                .SelectMany(g => g),
        ];

    private float Likeness(float[][] windows, int r, int top, int left)
    {
        var sum = 0f;
        for (var l = 0; l < windows.Length; l++)
            sum += CopyWindow.Correlation(
                windows[l],
                _layers[r][l],
                top,
                left,
                _side - 2 * _shift,
                _factors[r][l][top * (2 * _shift + 1) + left]
            );
        return sum / windows.Length;
    }

    private GrayImage Smooth(GrayImage frame)
    {
        var smooth = GaussianBlur.Apply(frame, NoiseBlurSigmaPixels * Math.Max(1, (double)frame.Height / WorkingSide));
        return (frame.Height, frame.Width) == (_side, _side)
            ? smooth
            : AreaResampling.Cut(smooth, 0, 0, frame.Height, frame.Width, _side, _side);
    }

    private GrayImage Coarse(GrayImage smooth) => _view.Coarse(AreaResampling.Cut(smooth, 0, 0, _side, _side, CoarseSide, CoarseSide));

    private readonly record struct Pose(bool Mirrored, double Degrees)
    {
        public GrayImage Apply(GrayImage image) => !Mirrored && Degrees == 0 ? image : Warp.Turned(Degrees, Mirrored).Apply(image);
    }
}
