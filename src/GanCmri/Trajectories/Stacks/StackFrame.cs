using GanCmri.Imaging.Hearts;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Trajectories.Stacks;

/// <summary>A projected end-diastolic frame and where it lies between base and apex.</summary>
/// <param name="Subject">Whose heart it is.</param>
/// <param name="Position">0 at the first slice with a cavity at the base, 1 at the last one at the apex.</param>
/// <param name="W">WDim numbers (W) or NumWs x WDim (W+).</param>
internal sealed record StackFrame(string Subject, double Position, float[] W)
{
    /// <summary>
    /// The frames marked ED of each stack, one a study of a subject, from its first slice with a cavity to the last. The end with the
    /// larger cavities is the base. Stacks of fewer than four such slices are left out.
    /// </summary>
    /// <param name="table">Projected frames.</param>
    /// <param name="area">LV cavity area of a frame, any unit; null where there is none.</param>
    public static IReadOnlyList<StackFrame> Of(LatentTable table, Func<LatentFrame, double?> area) =>
        [
            .. table
                .Frames.Where(f => f.Phase == "ED" && area(f) > 0)
                .GroupBy(f => (f.Subject, f.Cine.Study))
                .OrderBy(g => g.Key.Subject, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Study, StringComparer.Ordinal)
                .SelectMany(g => Placed([.. g.DistinctBy(f => f.Slice).OrderBy(f => f.Slice)], area)),
        ];

    private static IEnumerable<StackFrame> Placed(LatentFrame[] slices, Func<LatentFrame, double?> area)
    {
        var positions = SlicePositions.Of(slices.Select(f => new SliceArea(f.Slice, area(f)!.Value)));
        return slices.Where(f => positions.ContainsKey(f.Slice)).Select(f => new StackFrame(f.Subject, positions[f.Slice], f.W));
    }
}
