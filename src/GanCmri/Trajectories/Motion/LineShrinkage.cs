using GanCmri.Runtime;

namespace GanCmri.Trajectories.Motion;

/// <summary>
/// Draws a motion that few cines tell towards the line that many pairs of ED and ES frames tell: of what it does along the line the timing
/// stays, its length becomes the line's, and of what it does beside the line a quarter is kept. Whole beats of few people are means of
/// little more than their noise beside the line: of sax128's (20 cines of 5 patients) that part was twice as long as the other and moved
/// the cavity's area hardly at all, but by jumps. (Ours: the published correction removes principal components instead, and with them most
/// of the motion.)
/// </summary>
internal static class LineShrinkage
{
    /// <summary>The share that is kept of what lies beside the line.</summary>
    public const double Share = .25;

    private const int Moments = 60;

    // Of the line: a motion that goes less far along it would be made longer by more than any mean of hearts asks for.
    private const double LeastReach = 0.25;

    /// <summary>The drawn motion.</summary>
    /// <param name="motion">Frame-to-frame or periodic; a line has nothing beside it.</param>
    /// <param name="line">The way from end-diastole to end-systole, of the same length.</param>
    /// <exception cref="InputException">The line is of another length or has none, or the motion never goes along it.</exception>
    public static Trajectory Apply(Trajectory motion, EdToEs line)
    {
        float[] way = [.. line.Direction];
        if (way.Length != motion.Length)
            throw new InputException("--towards", $"a line of {motion.Length} numbers", $"{way.Length}", "fit both to latents of one kind");
        var square = Vectors.Dot(way, way);
        if (!(square > 0))
            throw new InputException("--towards", "a way from ED to ES", "none", "fit it to cines or to ED and ES frames");
        var reach = motion.Closed().Cine(new float[way.Length], Moments).Max(w => Vectors.Dot(w, way) / square);
        if (!(reach >= LeastReach))
            throw new InputException(
                "--towards",
                FormattableString.Invariant($"a motion that goes {100 * LeastReach} % of the way along the line, or more"),
                FormattableString.Invariant($"{100 * reach:0.#} %"),
                "fit it with --correction none, as the published correction takes most of a motion away; both to latents of one kind"
            );
        return motion switch
        {
            FrameToFrame f => new FrameToFrame([.. f.Transitions.Select(Drawn)]),
            PeriodicTrajectory p => new PeriodicTrajectory([.. p.Coefficients.Select(Drawn)], p.AmplitudeSd, p.TimingSd, p.Motion),
            _ => motion,
        };

        float[] Drawn(float[] step) =>
            Vectors.AddScaled(Vectors.Scale(step, Share / reach), (1 - Share) / reach * Vectors.Dot(step, way) / square, way);
    }
}
