using GanCmri.Runtime;

namespace GanCmri.Trajectories;

/// <summary>The latents of one cine in temporal order.</summary>
public sealed class LatentCine
{
    /// <summary>Creates a cine.</summary>
    /// <param name="subject">Study subject (a pseudonym): cines of one subject are not independent.</param>
    /// <param name="latents">At least one latent, all of one length.</param>
    /// <param name="phases">Their parts of the cardiac cycle, in [0, 1) and rising; null spaces them evenly.</param>
    public LatentCine(string subject, IReadOnlyList<float[]> latents, IReadOnlyList<double>? phases = null)
    {
        Vectors.RequireSameLength(latents, $"cine of {subject}");
        Phases = phases ?? [.. Enumerable.Range(0, latents.Count).Select(i => (double)i / latents.Count)];
        if (Phases.Count != latents.Count) throw new ArgumentException("one phase a latent", nameof(phases));
        for (var i = 0; i < Phases.Count; i++)
        {
            if (!(Phases[i] >= 0 && Phases[i] < 1) || (i > 0 && Phases[i] <= Phases[i - 1]))
            {
                throw new InputException($"cine of {subject}", "phases in [0, 1) that rise from frame to frame",
                    FormattableString.Invariant($"{Phases[i]} at frame {i + 1}"), "sort the frames by time, or leave the phase column empty");
            }
        }

        (Subject, Latents) = (subject, latents);
    }

    /// <summary>Study subject.</summary>
    public string Subject { get; }

    /// <summary>Latents in temporal order.</summary>
    public IReadOnlyList<float[]> Latents { get; }

    /// <summary>Phases in [0, 1), 0 = end-diastole.</summary>
    public IReadOnlyList<double> Phases { get; }

    /// <summary>
    /// Groups frames into cines by subject, series and slice, in order of first appearance; frames are ordered by their number. Where
    /// any frame of a cine lacks its phase, that cine's frames count as evenly spaced.
    /// </summary>
    public static IReadOnlyList<LatentCine> Group(IEnumerable<LatentFrame> frames) =>
    [
        .. frames.GroupBy(f => (f.Subject, f.Series, f.Slice)).Select(group =>
        {
            var ordered = group.OrderBy(f => f.Frame).ToArray();
            var phases = ordered.All(f => f.Phase is not null) ? ordered.Select(f => f.Phase!.Value).ToArray() : null;
            return new LatentCine(group.Key.Subject, [.. ordered.Select(f => f.W)], phases);
        }),
    ];

    /// <summary>
    /// Index of the frame farthest from the first in latent space: a stand-in for end-systole where nothing was measured.
    /// </summary>
    public int FarthestFromStart() =>
        Enumerable.Range(0, Latents.Count).MaxBy(i => Vectors.Norm(Vectors.Subtract(Latents[i], Latents[0])));
}
