namespace GanCmri.Phenotypes;

/// <summary>One slice of a stack, measured.</summary>
/// <param name="LocationMm">Position along the stack, mm.</param>
/// <param name="AreasMm2">Cavity area of each frame, mm²; NaN where there is no cavity.</param>
public sealed record MeasuredSlice(double LocationMm, IReadOnlyList<double> AreasMm2);

/// <summary>Volumes of one left ventricle by Simpson's rule (sum of slice areas times slice distance).</summary>
/// <param name="EdvMl">End-diastolic volume, ml: the largest over the frames.</param>
/// <param name="EsvMl">End-systolic volume, ml: the smallest; NaN, as what follows from it, at one phase or where nothing changes.</param>
/// <param name="StrokeVolumeMl">EDV - ESV, ml.</param>
/// <param name="EfPercent">Ejection fraction, (EDV - ESV) / EDV, %.</param>
/// <param name="SliceDistanceMm">Distance between slices, mm.</param>
/// <param name="Slices">Slices that show a cavity in at least one frame.</param>
public sealed record StackMeasures(double EdvMl, double EsvMl, double StrokeVolumeMl, double EfPercent, double SliceDistanceMm, int Slices)
{
    private const int FewestSlices = 3;
    private const double SamePlaceMm = 0.1;

    /// <summary>
    /// Sums a stack; a slice at its end without a cavity in a frame adds nothing to it, and a frame in which an inner slice has none is left out.
    /// Null where that would not be a volume: see <see cref="WhyNot"/>.
    /// </summary>
    public static StackMeasures? Of(IReadOnlyList<MeasuredSlice> slices)
    {
        if (WhyNot(slices) is not null) return null;
        var (stack, volumes) = (WithCavity(slices), VolumesMl(slices));
        var (edv, esv) = (volumes.Max(), volumes.Min());
        if (esv == edv) esv = double.NaN;
        return new StackMeasures(edv, esv, edv - esv, 100 * (edv - esv) / edv, DistanceMm(stack), stack.Length);
    }

    /// <summary>
    /// The reason why a stack has no volume, a word of <see cref="VolumeDoubts"/>: fewer than three slices with a cavity, slices with different numbers of
    /// frames, places that repeat, distances that differ by more than a tenth from their median, or no frame without a gap. Null where it has one.
    /// </summary>
    public static string? WhyNot(IReadOnlyList<MeasuredSlice> slices)
    {
        var stack = WithCavity(slices);
        if (stack.Length < FewestSlices) return VolumeDoubts.FewSlices;
        if (stack.Any(s => s.AreasMm2.Count != stack[0].AreasMm2.Count)) return VolumeDoubts.Phases;
        var (gaps, distance) = (GapsMm(stack), DistanceMm(stack));
        if (gaps.Any(g => g < SamePlaceMm)) return VolumeDoubts.Repeated;
        if (gaps.Any(g => !(Math.Abs(g - distance) <= 0.1 * distance))) return VolumeDoubts.Gap;
        return VolumesMl(slices).Length == 0 ? VolumeDoubts.NoWholeFrame : null;
    }

    private static MeasuredSlice[] WithCavity(IReadOnlyList<MeasuredSlice> slices) =>
        [.. slices.Where(s => s.AreasMm2.Any(a => a > 0)).OrderBy(s => s.LocationMm)];

    private static double[] GapsMm(MeasuredSlice[] stack) => [.. stack.Zip(stack.Skip(1), (a, b) => b.LocationMm - a.LocationMm).Order()];

    private static double DistanceMm(MeasuredSlice[] stack) => GapsMm(stack)[(stack.Length - 1) / 2];

    private static double[] VolumesMl(IReadOnlyList<MeasuredSlice> slices)
    {
        var stack = WithCavity(slices);
        return
        [
            .. Enumerable.Range(0, stack[0].AreasMm2.Count)
                .Select(frame => stack.Select(s => s.AreasMm2[frame]).SkipWhile(double.IsNaN).Reverse().SkipWhile(double.IsNaN).Sum() * DistanceMm(stack) / 1000)
                .Where(v => v > 0),
        ];
    }
}
