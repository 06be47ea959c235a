using GanCmri.Runtime;

namespace GanCmri.Trajectories.Tables;

/// <summary>Latents of many frames.</summary>
/// <param name="Frames">The frames, in any order.</param>
/// <param name="Layers">1 for latents in W, NumWs for W+.</param>
public sealed record LatentTable(IReadOnlyList<LatentFrame> Frames, int Layers = 1)
{
    /// <summary>
    /// The frames as cines: grouped by subject, study, series and slice in order of first appearance, ordered by frame number. A cine's
    /// phases come from its frame times, the cycle being as long as the frames and one more median step; without times they are evenly
    /// spaced.
    /// </summary>
    public IReadOnlyList<LatentCine> Cines() => [.. CineFrames().Select(ToCine)];

    /// <summary>As <see cref="Cines()"/>, with end-systole at the least measured area.</summary>
    /// <param name="area">LV cavity area of a frame, any unit; null where it was not measured.</param>
    public IReadOnlyList<LatentCine> Cines(Func<LatentFrame, double?> area) =>
        [.. CineFrames().Select(g => ToCine(g).WithEndSystole([.. g.Select(f => area(f) ?? double.NaN)]))];

    /// <summary>One frame a cine: that marked ED, otherwise the first.</summary>
    public IReadOnlyList<LatentFrame> EndDiastolic() => [.. CineFrames().Select(g => g.FirstOrDefault(f => f.Phase == "ED") ?? g[0])];

    /// <summary>The frames of each cine of <see cref="Cines()"/>, in its order.</summary>
    internal IEnumerable<LatentFrame[]> CineFrames() => Frames.GroupBy(f => f.Cine).Select(g => g.OrderBy(f => f.Frame).ToArray());

    private static LatentCine ToCine(LatentFrame[] frames)
    {
        if (frames.Select(f => f.Frame).Distinct().Count() < frames.Length)
        {
            throw new InputException(
                $"series {frames[0].Series}",
                "one latent a frame",
                "a frame number twice",
                "give every cine its own series or slice, every frame its own number"
            );
        }

        var diastole = Array.FindIndex(frames, f => f.Phase == "ED");
        var systole = Array.FindIndex(frames, f => f.Phase == "ES");
        return new LatentCine(
            frames[0].Subject,
            [.. frames.Select(f => f.W)],
            Phases(frames),
            Math.Max(0, diastole),
            systole < 0 ? null : systole
        )
        {
            Study = frames[0].Study ?? "",
            Series = frames[0].Series,
            Slice = frames[0].Slice,
        };
    }

    private static double[]? Phases(LatentFrame[] frames)
    {
        if (frames.Length < 3 || frames.Any(f => f.TimeMs is null))
            return null;
        var times = frames.Select(f => f.TimeMs!.Value).ToArray();
        var steps = times.Skip(1).Zip(times, (b, a) => b - a).Order().ToArray();
        var cycle = times[^1] - times[0] + steps[steps.Length / 2];
        return [.. times.Select(t => (t - times[0]) / cycle)];
    }
}
