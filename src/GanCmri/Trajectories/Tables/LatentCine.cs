using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Trajectories.Tables;

/// <summary>The latents of one cine in temporal order.</summary>
public sealed class LatentCine
{
    /// <summary>Creates a cine.</summary>
    /// <param name="subject">Study subject (a pseudonym): cines of one subject are not independent.</param>
    /// <param name="latents">At least one latent, all of one length.</param>
    /// <param name="phases">Their parts of the cardiac cycle, in [0, 1) and rising; null spaces them evenly.</param>
    /// <param name="endDiastole">Index of the end-diastolic frame.</param>
    /// <param name="endSystole">Index of the end-systolic frame; null if unknown.</param>
    public LatentCine(
        string subject,
        IReadOnlyList<float[]> latents,
        IReadOnlyList<double>? phases = null,
        int endDiastole = 0,
        int? endSystole = null
    )
    {
        Vectors.RequireSameLength(latents, $"cine of {subject}");
        Phases = phases ?? [.. Enumerable.Range(0, latents.Count).Select(i => (double)i / latents.Count)];
        if (Phases.Count != latents.Count)
            throw new ArgumentException("one phase a latent", nameof(phases));
        Require.Within(endDiastole, 0, latents.Count - 1);
        Require.Within(endSystole ?? 0, 0, latents.Count - 1, nameof(endSystole));
        for (var i = 0; i < Phases.Count; i++)
        {
            if (!(Phases[i] >= 0 && Phases[i] < 1) || (i > 0 && Phases[i] <= Phases[i - 1]))
            {
                throw new InputException(
                    $"cine of {subject}",
                    "frame times that rise from frame to frame within one cardiac cycle",
                    FormattableString.Invariant($"phase {Phases[i]:G4} at frame {i + 1}"),
                    "sort the frames by time, or leave the time column empty"
                );
            }
        }

        (Subject, Series, Latents, EndDiastole, EndSystole) = (subject, subject, latents, endDiastole, endSystole);
    }

    /// <summary>Study subject.</summary>
    public string Subject { get; }

    /// <summary>The subject's study; empty where it has one only, or where nothing tells.</summary>
    internal string Study { get; init; } = "";

    /// <summary>The series' name; the subject's where none is given.</summary>
    public string Series { get; init; }

    /// <summary>The slice's number in its stack.</summary>
    public int Slice { get; init; }

    /// <summary>What tells it from other cines.</summary>
    internal CineId Id => new(Subject, Study, Series, Slice);

    /// <summary>Latents in temporal order.</summary>
    public IReadOnlyList<float[]> Latents { get; }

    /// <summary>Phases in [0, 1), 0 = the R wave, when the ventricle is fullest.</summary>
    public IReadOnlyList<double> Phases { get; }

    /// <summary>Index of the end-diastolic frame; the first unless it is marked otherwise.</summary>
    public int EndDiastole { get; }

    /// <summary>Index of the end-systolic frame; null if nothing was marked or measured.</summary>
    public int? EndSystole { get; }

    /// <summary>
    /// The same cine with end-systole where the area is least. Unchanged where areas do not tell it: where the least area is that of
    /// end-diastole, or of a neighbour of a frame without a cavity (an apical cavity that closes).
    /// </summary>
    /// <param name="areas">The LV cavity's area in each frame, in any unit; not a number where it is unknown.</param>
    public LatentCine WithEndSystole(IReadOnlyList<double> areas)
    {
        var known = Enumerable.Range(0, Latents.Count).Where(i => double.IsFinite(areas[i])).ToArray();
        if (
            known.Length == 0
            || known.MinBy(i => areas[i]) is var least && (least == EndDiastole || !IsKnown(least - 1) || !IsKnown(least + 1))
        )
            return this;
        return new LatentCine(Subject, Latents, Phases, EndDiastole, least)
        {
            Study = Study,
            Series = Series,
            Slice = Slice,
        };

        bool IsKnown(int frame) => double.IsFinite(areas[(frame + Latents.Count) % Latents.Count]);
    }

    /// <summary>The same beat from end-diastole on: its phase is 0, and frames before it come last.</summary>
    internal LatentCine FromEndDiastole()
    {
        if (EndDiastole == 0)
            return this;
        int Old(int frame) => (frame + EndDiastole) % Latents.Count;
        int[] order = [.. Enumerable.Range(0, Latents.Count).Select(Old)];
        return new LatentCine(
            Subject,
            [.. order.Select(i => Latents[i])],
            [.. order.Select(i => i >= EndDiastole ? Phases[i] - Phases[EndDiastole] : 1 + Phases[i] - Phases[EndDiastole])],
            endDiastole: 0,
            EndSystole is { } systole ? (systole - EndDiastole + Latents.Count) % Latents.Count : null
        )
        {
            Study = Study,
            Series = Series,
            Slice = Slice,
        };
    }

    /// <summary>
    /// Index of the frame farthest from end-diastole in latent space: a stand-in for end-systole where nothing was measured.
    /// </summary>
    public int FarthestFromEndDiastole() =>
        Enumerable.Range(0, Latents.Count).MaxBy(i => Vectors.Norm(Vectors.Subtract(Latents[i], Latents[EndDiastole])));

    /// <summary>The mean over subjects of the mean over each subject's cines, so that no subject counts more for having more
    /// slices.</summary>
    internal static float[] SubjectMean(IReadOnlyList<LatentCine> cines, Func<LatentCine, float[]> vector) =>
        Vectors.Mean([.. cines.GroupBy(c => c.Subject).Select(g => Vectors.Mean([.. g.Select(vector)]))]);
}
