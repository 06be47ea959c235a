using GanCmri.Trajectories.Tables;

namespace GanCmri.Trajectories.Motion;

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
    public override MotionKind Kind => MotionKind.EdToEs;

    /// <inheritdoc/>
    public override int Length => _direction.Length;

    /// <summary>The direction k from end-diastole to end-systole.</summary>
    public IReadOnlyList<float> Direction => _direction;

    /// <summary>
    /// Mean of P(ES) - P(ED) over subjects (over each subject's cines first). Where a cine's end-systole is not known, its frame farthest
    /// from end-diastole stands in for it.
    /// </summary>
    /// <exception cref="Runtime.InputException">No cine has two frames.</exception>
    public static EdToEs Fit(IReadOnlyList<LatentCine> cines)
    {
        var moving = cines.Where(c => c.Latents.Count > 1).ToArray();
        Vectors.RequireSameLength([.. moving.SelectMany(c => c.Latents)], "ED-to-ES");
        return new EdToEs(
            LatentCine.SubjectMean(
                moving,
                c => Vectors.Subtract(c.Latents[c.EndSystole ?? c.FarthestFromEndDiastole()], c.Latents[c.EndDiastole])
            )
        );
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
    public override Trajectory Scaled(double amplitude) => new EdToEs(Vectors.Scale(_direction, amplitude));

    /// <inheritdoc/>
    protected override float[] Displacement(double phase, int frames) => Vectors.Scale(_direction, Amplitude(phase * frames, frames));
}
