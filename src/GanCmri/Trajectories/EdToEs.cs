namespace GanCmri.Trajectories;

/// <summary>
/// The published ED-to-ES trajectory: a straight line to end-systole and back, w(t) = w1 + a(t) k with
/// k = mean over subjects of P(ES) - P(ED) (Vukadinovic et al., PMLR 225, 2023).
/// </summary>
public sealed class EdToEs : Trajectory
{
    /// <summary>How far a random latent is moved against the direction so that a cine starts near end-diastole (published: 0.7).</summary>
    public const double PublishedStartOffset = 0.7;

    private readonly float[] _direction;

    /// <summary>Wraps a direction k.</summary>
    public EdToEs(float[] direction) => _direction = [.. direction];

    /// <inheritdoc/>
    public override string Kind => "ed-es";

    /// <inheritdoc/>
    public override int Length => _direction.Length;

    /// <summary>The direction k from end-diastole to end-systole.</summary>
    public IReadOnlyList<float> Direction => _direction;

    /// <summary>Mean of ES - ED over subjects.</summary>
    /// <param name="endDiastole">One latent a subject.</param>
    /// <param name="endSystole">The same subjects in the same order.</param>
    public static EdToEs Fit(IReadOnlyList<float[]> endDiastole, IReadOnlyList<float[]> endSystole)
    {
        if (endDiastole.Count != endSystole.Count) throw new ArgumentException("one end-systolic latent a subject", nameof(endSystole));
        Vectors.RequireSameLength([.. endDiastole, .. endSystole], "ED-to-ES");
        return new EdToEs(Vectors.Mean([.. endDiastole.Zip(endSystole, (d, s) => Vectors.Subtract(s, d))]));
    }

    /// <summary>
    /// Share a(t) of the way to end-systole at frame t of a cine: min(t, frames - 1 - t) / (frames / 2). With 50 frames the published
    /// 0, 1/25, … 24/25, 24/25, … 0.
    /// </summary>
    public static double Amplitude(double frame, int frames) => Math.Max(0, Math.Min(frame, frames - 1 - frame)) / (frames / 2.0);

    /// <summary>
    /// Moves a latent of unknown phase towards end-diastole: w1 = w - offset k.
    /// </summary>
    public float[] TowardsEndDiastole(float[] w, double offset = PublishedStartOffset) => Vectors.AddScaled(w, -offset, _direction);

    /// <inheritdoc/>
    protected override float[] Displacement(double phase, int frames) => Vectors.Scale(_direction, Amplitude(phase * frames, frames));
}
