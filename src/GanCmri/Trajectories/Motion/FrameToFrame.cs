using GanCmri.Trajectories.Tables;

namespace GanCmri.Trajectories.Motion;

/// <summary>
/// The published frame-to-frame trajectory: w(t) = w(t-1) + k_i, k_i = mean over subjects of P(frame i+1) - P(frame i)
/// (Vukadinovic et al., PMLR 225, 2023). M - 1 transitions make a cine of M frames; other numbers of frames are interpolated between.
/// </summary>
public sealed class FrameToFrame : Trajectory
{
    private readonly float[][] _transitions;
    private readonly float[][] _positions;
    private readonly bool _closed; // the last transition leads to the first frame

    /// <summary>Wraps transitions k_1 … k_(M-1).</summary>
    /// <exception cref="Runtime.InputException">There is none, or their lengths differ.</exception>
    public FrameToFrame(IReadOnlyList<float[]> transitions)
        : this(transitions, closed: false) { }

    private FrameToFrame(IReadOnlyList<float[]> transitions, bool closed)
    {
        Vectors.RequireSameLength(transitions, "frame-to-frame");
        _closed = closed;
        _transitions = [.. transitions];
        _positions = Vectors.Positions(_transitions);
    }

    /// <inheritdoc/>
    public override MotionKind Kind => MotionKind.FrameToFrame;

    /// <inheritdoc/>
    public override int Length => _transitions[0].Length;

    /// <summary>The M - 1 transitions.</summary>
    public IReadOnlyList<float[]> Transitions => _transitions;

    /// <summary>
    /// Mean transitions over subjects (over each subject's cines first). Cines whose frames lie at different phases are first resampled by
    /// time to the smallest number of frames among them.
    /// </summary>
    /// <exception cref="Runtime.InputException">There is no cine, or one of a single frame.</exception>
    public static FrameToFrame Fit(IReadOnlyList<LatentCine> cines)
    {
        Vectors.RequireSameLength([.. cines.SelectMany(c => c.Latents)], "frame-to-frame");
        var aligned = PhaseResampling.Align(cines);
        return new FrameToFrame([
            .. Enumerable
                .Range(0, aligned[0].Latents.Count - 1)
                .Select(i => LatentCine.SubjectMean(aligned, c => Vectors.Subtract(c.Latents[i + 1], c.Latents[i]))),
        ]);
    }

    /// <summary>
    /// The same motion as a beat that closes, with M transitions: the step from the last frame back to the first, which no transition
    /// tells, is taken as the mean of the steps before and after it, what is then left of the way is taken away evenly over the beat, and
    /// three harmonics of it are kept: steps that are means of few cines are mostly noise, by which a beat jumps. Of fewer than eight steps
    /// none is changed: they are too long to tell drift and noise from motion, and the way back is whatever is left.
    /// </summary>
    internal override FrameToFrame Closed()
    {
        const int Fewest = 8;
        if (_closed)
            return this;
        var beat = _positions;
        if (_transitions.Length >= Fewest)
        {
            var back = Vectors.Scale(Vectors.AddScaled(_transitions[^1], 1, _transitions[0]), .5);
            var drift = Vectors.Scale(Vectors.AddScaled(_positions[^1], 1, back), 1.0 / beat.Length);
            beat = Smooth([.. beat.Select((p, t) => Vectors.AddScaled(p, -t, drift))]);
        }

        return new FrameToFrame([.. beat.Select((p, t) => Vectors.Subtract(beat[(t + 1) % beat.Length], p))], closed: true);
    }

    // The part of a closed beat that its first harmonics make, by the Dirichlet kernel.
    private static float[][] Smooth(float[][] beat)
    {
        const int Harmonics = 3;
        double[] kernel =
        [
            .. beat.Select(
                (_, d) => (1 + 2 * Enumerable.Range(1, Harmonics).Sum(h => Math.Cos(2 * Math.PI * h * d / beat.Length))) / beat.Length
            ),
        ];
        return
        [
            .. beat.Select(
                (_, t) =>
                    beat.Index()
                        .Aggregate(new float[beat[0].Length], (sum, p) => Vectors.AddScaled(sum, kernel[Math.Abs(t - p.Index)], p.Item))
            ),
        ];
    }

    /// <inheritdoc/>
    public override Trajectory Scaled(double amplitude) =>
        new FrameToFrame([.. _transitions.Select(k => Vectors.Scale(k, amplitude))], _closed);

    /// <summary>Frame t of n lies at position t (M - 1) / (n - 1) of the M known ones, in a closed beat at t M / n: n = M gives these
    /// exactly.</summary>
    protected override float[] Displacement(double phase, int frames)
    {
        var at =
            _closed ? phase * _transitions.Length
            : frames == 1 ? 0
            : Math.Min(_transitions.Length, phase * frames * _transitions.Length / (frames - 1));
        var step = (int)at;
        return step == _transitions.Length ? _positions[step] : Vectors.AddScaled(_positions[step], at - step, _transitions[step]);
    }
}
