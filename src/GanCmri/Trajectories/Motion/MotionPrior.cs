namespace GanCmri.Trajectories.Motion;

/// <summary>What is assumed of a heart before its cine is seen: amplitude about 1, timing about 0.</summary>
/// <param name="Noise">Variance of a latent number about the model.</param>
/// <param name="AmplitudeVariance">Variance of amplitudes over hearts.</param>
/// <param name="TimingVariance">Variance of timings over hearts, square radians.</param>
internal readonly record struct MotionPrior(double Noise, double AmplitudeVariance, double TimingVariance)
{
    private const double Smallest = 1e-9;

    public double AmplitudePenalty => Noise / Math.Max(Smallest, AmplitudeVariance);

    public double TimingPenalty => Noise / Math.Max(Smallest, TimingVariance);

    /// <summary>One step of expectation-maximisation: the spread of the estimates plus what is uncertain in each.</summary>
    public MotionPrior Update(IReadOnlyList<MotionEstimate> motions) =>
        this with
        {
            AmplitudeVariance = motions.Average(m => (m.Amplitude - 1) * (m.Amplitude - 1) + m.AmplitudeVariance),
            TimingVariance = motions.Average(m => m.TimingRadians * m.TimingRadians + m.TimingVariance),
        };
}

/// <summary>A heart's motion with the variances of its estimates.</summary>
internal readonly record struct MotionEstimate(double Amplitude, double TimingRadians, double AmplitudeVariance, double TimingVariance)
{
    public CineMotion ToMotion() => new(Amplitude, TimingRadians / (2 * Math.PI));
}
