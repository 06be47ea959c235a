namespace GanCmri.Phenotypes;

/// <summary>
/// Volumes of the labels that came with the frames of a stack, by the rule of <see cref="StackMeasures"/>, but that no slice counts as one
/// of the atrium: what an observer outlined is ventricle. Frames that the source calls ED and ES are taken, else the labelled frames of the
/// largest and the smallest volume; a frame of which but a few slices were outlined is none of them.
/// </summary>
internal static class LabelledVolumes
{
    private const string Ed = "ED",
        Es = "ES";

    /// <summary>Those of a stack.</summary>
    /// <param name="stack">Its cines.</param>
    /// <returns>Null where there are none: fewer than three labelled slices, places or pixel sizes that are not told, or one labelled frame
    /// of several of which nobody says its phase.</returns>
    public static StackMeasures? Of(IReadOnlyList<MeasuredCine> stack)
    {
        MeasuredCine[] labelled = [.. stack.Where(c => c.Frames.Any(f => f.Labelled?.CavityMm2 > 0))];
        var frames = stack[0].Frames.Count;
        if (labelled.Length == 0 || stack.Any(c => c.Frames.Count != frames || !IsPlaced(c)))
            return null;
        int[] outlined = [.. Enumerable.Range(0, frames).Select(t => labelled.Count(c => c.Frames[t].Labelled?.CavityMm2 > 0))];
        int[] known = [.. Enumerable.Range(0, frames).Where(t => IsWhole(outlined[t], outlined.Max()))];
        int[] phases = [.. known.Where(t => PhaseOf(stack, t).Length > 0)];
        var taken = phases.Length > 0 ? phases : known;
        if (taken.Length == 1 && frames > 1 && phases.Length == 0)
            return null;
        MeasuredSlice[] slices = [.. stack.Select(c => Slice(c, taken))];
        if (StackMeasures.OfLabels(slices) is not { } volumes)
            return null;
        return frames > 1 && taken.All(t => PhaseOf(stack, t) == Es) ? PhaseStack.OfSystole(volumes) : volumes;
    }

    /// <summary>Whether a frame was outlined as a whole: half as many slices as in the fullest frame, or more. Else an outline that one
    /// slice alone has, of strain or by a slip, would make end-systole.</summary>
    internal static bool IsWhole(int slices, int fullest) => slices > 0 && 2 * slices >= fullest;

    private static string PhaseOf(IReadOnlyList<MeasuredCine> stack, int frame) =>
        stack.Select(c => c.Phases[frame].ToUpperInvariant()).FirstOrDefault(p => p is Ed or Es) ?? "";

    private static bool IsPlaced(MeasuredCine cine) => cine.SliceLocationMm is { } mm && double.IsFinite(mm);

    private static MeasuredSlice Slice(MeasuredCine cine, int[] frames)
    {
        LabelledAreas?[] labels = Array.ConvertAll(frames, t => cine.Frames[t].Labelled);
        return new MeasuredSlice(cine.SliceLocationMm!.Value, Array.ConvertAll(labels, l => l?.CavityMm2 > 0 ? l.CavityMm2 : double.NaN))
        {
            MyocardiumMm2 = Array.ConvertAll(labels, l => l?.MyocardiumMm2 ?? double.NaN),
            RightMm2 = Array.ConvertAll(labels, l => l?.RightMm2 ?? double.NaN),
        };
    }
}
