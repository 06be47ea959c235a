namespace GanCmri.Trajectories.Motion;

/// <summary>
/// A closed, non-linear motion: w(theta) = w_ED + A f(theta; tau), f a Fourier series of the cardiac phase with one coefficient vector a
/// harmonic and part, A and tau a heart's own amplitude and timing. Fitted by <see cref="PeriodicFit"/>. (The published method's authors
/// name non-linear trajectories as the next step; this model is ours.)
/// </summary>
public sealed class PeriodicTrajectory : Trajectory
{
    private const double LeastAmplitude = 0.2;
    private readonly float[][] _coefficients;

    /// <summary>Wraps coefficients.</summary>
    /// <param name="coefficients">2 H vectors of one length: for h = 1 … H that of cos(h x) - 1, then that of sin(h x).</param>
    /// <param name="amplitudeSd">Standard deviation of amplitudes over hearts.</param>
    /// <param name="timingSd">Standard deviation of timings over hearts, parts of the cycle.</param>
    /// <param name="motion">The heart's own motion; null for the average.</param>
    public PeriodicTrajectory(IReadOnlyList<float[]> coefficients, double amplitudeSd, double timingSd, CineMotion? motion = null)
    {
        Vectors.RequireSameLength(coefficients, "periodic trajectory");
        if (coefficients.Count % 2 != 0)
            throw new ArgumentException("an even number of coefficient vectors", nameof(coefficients));
        _coefficients = [.. coefficients];
        (AmplitudeSd, TimingSd, Motion) = (amplitudeSd, timingSd, motion ?? CineMotion.Average);
    }

    /// <inheritdoc/>
    public override MotionKind Kind => MotionKind.Periodic;

    /// <inheritdoc/>
    public override int Length => _coefficients[0].Length;

    /// <summary>Harmonics H of the cardiac cycle.</summary>
    public int Harmonics => _coefficients.Length / 2;

    /// <summary>The 2 H coefficient vectors.</summary>
    public IReadOnlyList<float[]> Coefficients => _coefficients;

    /// <summary>Standard deviation of amplitudes over hearts.</summary>
    public double AmplitudeSd { get; }

    /// <summary>Standard deviation of timings over hearts, parts of the cycle.</summary>
    public double TimingSd { get; }

    /// <summary>The motion this trajectory makes.</summary>
    public CineMotion Motion { get; }

    /// <summary>The same model with one heart's motion.</summary>
    public PeriodicTrajectory With(CineMotion motion) => new(_coefficients, AmplitudeSd, TimingSd, motion);

    /// <summary>Draws a heart's motion from the fitted distribution over hearts: normal, cut off at 2.5 standard deviations, at a fifth of
    /// the mean amplitude (a heart beats) and at the timing beyond which the fit does not look (the beat would run backwards).</summary>
    public CineMotion Draw(Random random)
    {
        const double Most = HarmonicBasis.LargestTimingRadians / (2 * Math.PI);
        var amplitude = 1 + AmplitudeSd * Normal(random);
        return new CineMotion(Math.Max(LeastAmplitude, amplitude), Math.Clamp(TimingSd * Normal(random), -Most, Most));
    }

    /// <summary>Displacement from end-diastole at a phase in [0, 1).</summary>
    public float[] At(double phase)
    {
        Span<double> basis = stackalloc double[_coefficients.Length];
        HarmonicBasis.Fill(phase, 2 * Math.PI * Motion.Timing, basis);
        var sum = new double[Length];
        for (var j = 0; j < basis.Length; j++)
        for (var i = 0; i < sum.Length; i++)
            sum[i] += basis[j] * _coefficients[j][i];
        return [.. sum.Select(x => (float)(Motion.Amplitude * x))];
    }

    /// <inheritdoc/>
    public override Trajectory Scaled(double amplitude) => With(Motion with { Amplitude = Motion.Amplitude * amplitude });

    /// <remarks>Hearts spread about the longer mean as far as before, so by a smaller share of it.</remarks>
    /// <inheritdoc/>
    internal override Trajectory Stretched(double factor) =>
        new PeriodicTrajectory([.. _coefficients.Select(c => Vectors.Scale(c, factor))], AmplitudeSd / factor, TimingSd, Motion);

    /// <inheritdoc/>
    protected override float[] Displacement(double phase, int frames) => At(phase);

    private static double Normal(Random random) => Math.Clamp(MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1), -2.5, 2.5);
}
