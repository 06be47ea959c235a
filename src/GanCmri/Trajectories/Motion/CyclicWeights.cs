namespace GanCmri.Trajectories.Motion;

/// <summary>
/// Weights of a cine's frames that interpolate it at a phase between them; after the last frame comes the first again. Frames that are not
/// near have none.
/// </summary>
internal static class CyclicWeights
{
    /// <summary>A straight line between both neighbours.</summary>
    /// <param name="phases">The frames' parts of the cycle, in [0, 1), rising; at least 2.</param>
    /// <param name="phase">Where, in [0, 1).</param>
    public static IReadOnlyList<FrameWeight> Linear(IReadOnlyList<double> phases, double phase) => Polynomial(phases, phase, 1);

    /// <summary>The cubic through two frames on each side (Lagrange); with fewer than 4 frames a straight line.</summary>
    /// <param name="phases">The frames' parts of the cycle, in [0, 1), rising; at least 2.</param>
    /// <param name="phase">Where, in [0, 1).</param>
    public static IReadOnlyList<FrameWeight> Cubic(IReadOnlyList<double> phases, double phase) =>
        Polynomial(phases, phase, phases.Count < 4 ? 1 : 2);

    private static FrameWeight[] Polynomial(IReadOnlyList<double> phases, double phase, int side)
    {
        var count = phases.Count;
        var next = 0;
        while (next < count && phases[next] <= phase)
            next++;
        int[] places = [.. Enumerable.Range(next - side, 2 * side)];
        // Times on a line: a frame before the first or after the last is one cycle away.
        double[] times = [.. places.Select(p => phases[(p + count) % count] + Math.Floor((double)p / count))];
        return
        [
            .. places.Select(
                (p, i) =>
                    new FrameWeight(
                        (p + count) % count,
                        (float)
                            Enumerable
                                .Range(0, times.Length)
                                .Where(j => j != i)
                                .Aggregate(1.0, (w, j) => w * (phase - times[j]) / (times[i] - times[j]))
                    )
            ),
        ];
    }
}

/// <summary>How much a frame counts.</summary>
/// <param name="Frame">Its index.</param>
/// <param name="Weight">All weights sum to 1.</param>
internal readonly record struct FrameWeight(int Frame, float Weight);
