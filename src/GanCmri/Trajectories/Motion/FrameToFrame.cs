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

    /// <summary>Wraps transitions k_1 … k_(M-1).</summary>
    /// <exception cref="Runtime.InputException">There is none, or their lengths differ.</exception>
    public FrameToFrame(IReadOnlyList<float[]> transitions)
    {
        Vectors.RequireSameLength(transitions, "frame-to-frame");
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
    /// The same motion as a beat that closes: the step from its last frame back to the first, which no transition tells, is taken as the
    /// mean of the steps before and after it, and what is then left of the way is taken away evenly over the beat. Of fewer than eight
    /// steps it stays as it is: they are too long to tell drift from motion.
    /// </summary>
    internal FrameToFrame Closed()
    {
        const int Fewest = 8;
        if (_transitions.Length < Fewest)
            return this;
        var back = Vectors.Scale(Vectors.AddScaled(_transitions[^1], 1, _transitions[0]), .5);
        var drift = Vectors.Scale(Vectors.AddScaled(_positions[^1], 1, back), -1.0 / (_transitions.Length + 1));
        return new FrameToFrame([.. _transitions.Select(k => Vectors.AddScaled(k, 1, drift))]);
    }

    /// <inheritdoc/>
    public override Trajectory Scaled(double amplitude) => new FrameToFrame([.. _transitions.Select(k => Vectors.Scale(k, amplitude))]);

    /// <summary>Frame t of n lies at position t (M - 1) / (n - 1) of the M known ones, so that n = M gives these exactly.</summary>
    protected override float[] Displacement(double phase, int frames)
    {
        var at = frames == 1 ? 0 : Math.Min(_transitions.Length, phase * frames * _transitions.Length / (frames - 1));
        var step = (int)at;
        return step == _transitions.Length ? _positions[step] : Vectors.AddScaled(_positions[step], at - step, _transitions[step]);
    }
}
