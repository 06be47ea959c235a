using GanCmri.Trajectories.Tables;

namespace GanCmri.Trajectories.Stacks;

/// <summary>A projected end-diastolic frame and where it lies between base and apex.</summary>
/// <param name="Subject">Whose heart it is.</param>
/// <param name="Position">0 at the first slice with a cavity at the base, 1 at the last one at the apex.</param>
/// <param name="W">WDim numbers (W) or NumWs x WDim (W+).</param>
internal sealed record StackFrame(string Subject, double Position, float[] W)
{
    private const int FewestSlices = 4;

    /// <summary>
    /// The frames marked ED of each subject's stack, from its first slice with a cavity to the last. The end with the larger cavities is
    /// the base. Subjects with fewer than four such slices are left out.
    /// </summary>
    /// <param name="table">Projected frames.</param>
    /// <param name="area">LV cavity area of a frame, any unit; null where there is none.</param>
    public static IReadOnlyList<StackFrame> Of(LatentTable table, Func<LatentFrame, double?> area) =>
        [
            .. table
                .Frames.Where(f => f.Phase == "ED" && area(f) > 0)
                .GroupBy(f => f.Subject)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.DistinctBy(f => f.Slice).OrderBy(f => f.Slice).ToArray())
                .Where(slices => slices.Length >= FewestSlices)
                .SelectMany(slices => Placed(slices, [.. slices.Select(f => area(f)!.Value)])),
        ];

    private static IEnumerable<StackFrame> Placed(LatentFrame[] slices, double[] areas)
    {
        var third = Math.Max(1, slices.Length / 3);
        var isFromBase = areas[..third].Average() >= areas[^third..].Average();
        double first = slices[0].Slice,
            length = slices[^1].Slice - first;
        return slices
            .Select(f => (f, Way: (f.Slice - first) / length))
            .Select(v => new StackFrame(v.f.Subject, isFromBase ? v.Way : 1 - v.Way, v.f.W));
    }
}
