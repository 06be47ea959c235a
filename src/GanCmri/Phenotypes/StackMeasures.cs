namespace GanCmri.Phenotypes;

/// <summary>One slice of a stack, measured.</summary>
/// <param name="LocationMm">Position along the stack, mm.</param>
/// <param name="AreasMm2">Cavity area of each frame, mm²; NaN where there is no cavity.</param>
public sealed record MeasuredSlice(double LocationMm, IReadOnlyList<double> AreasMm2)
{
    /// <summary>Area of the left ventricle's myocardium in each frame, mm²; NaN or empty where it is not known.</summary>
    public IReadOnlyList<double> MyocardiumMm2 { get; init; } = [];

    /// <summary>Area of the right ventricle's cavity in each frame, mm², 0 where there is none; NaN or empty where it is not
    /// known.</summary>
    public IReadOnlyList<double> RightMm2 { get; init; } = [];

    /// <summary>Whether the outline of each frame is doubtful; empty: none is.</summary>
    internal IReadOnlyList<bool> Doubtful { get; init; } = [];
}

/// <summary>Volumes of one left ventricle by Simpson's rule (sum of slice areas times slice distance).</summary>
/// <param name="EdvMl">End-diastolic volume, ml: the largest over the frames; NaN where the source gives end-systole alone.</param>
/// <param name="EsvMl">End-systolic volume, ml: the smallest; NaN, as what follows from it, at one phase or where nothing changes.</param>
/// <param name="StrokeVolumeMl">EDV - ESV, ml.</param>
/// <param name="EfPercent">Ejection fraction, (EDV - ESV) / EDV, %.</param>
/// <param name="SliceDistanceMm">Distance between slices, mm.</param>
/// <param name="Slices">Slices that show a cavity in at least one frame, without those of an atrium.</param>
public sealed record StackMeasures(double EdvMl, double EsvMl, double StrokeVolumeMl, double EfPercent, double SliceDistanceMm, int Slices)
{
    private const double MyocardiumGramPerMl = 1.05;

    /// <summary>Mass of the left ventricle's myocardium at end-diastole, g, at 1.05 g/ml; NaN where a slice with a cavity has no epicardial
    /// outline.</summary>
    public double MassG { get; init; } = double.NaN;

    /// <summary>Volume of the right ventricle at the left one's end-diastole, ml, over all slices, also those of the left atrium; NaN where
    /// the segmenter does not know it.</summary>
    public double RightEdvMl { get; init; } = double.NaN;

    /// <summary>Volume of the right ventricle at the left one's end-systole, ml.</summary>
    public double RightEsvMl { get; init; } = double.NaN;

    /// <summary>The person's height, weight and heart rate, where they are known.</summary>
    public BodyMeasures Body { get; init; } = BodyMeasures.Unknown;

    /// <summary>End-diastole: the frame of the largest volume, from 0, the same in all slices; -1 where the source gives end-systole
    /// alone.</summary>
    public int EdFrame { get; init; }

    /// <summary>End-systole: the frame of the smallest volume, from 0; -1 where there is none, at one phase or where nothing
    /// changes. 0, as end-diastole, where the source gives both as stacks of their own.</summary>
    public int EsFrame { get; init; } = -1;

    /// <summary>Slices at the base that show the left atrium, and are left out of the left ventricle's volumes and mass.</summary>
    internal int AtriumSlices { get; init; }

    /// <summary>The part of the end-diastolic volume or of the end-systolic one, whichever is larger, that lies within doubtful outlines, 0
    /// to 1.</summary>
    internal double DoubtfulShare { get; init; }

    /// <summary>Cardiac output of the left ventricle, l/min: stroke volume times heart rate; NaN where that is not known.</summary>
    public double CardiacOutputLPerMin => StrokeVolumeMl * Body.HeartRateBpm / 1000;

    /// <summary>Stroke volume of the right ventricle, ml.</summary>
    public double RightStrokeVolumeMl => RightEdvMl - RightEsvMl;

    /// <summary>Ejection fraction of the right ventricle, %.</summary>
    public double RightEfPercent => RightEdvMl > 0 ? 100 * RightStrokeVolumeMl / RightEdvMl : double.NaN;

    private const int FewestSlices = 3;
    private const double SamePlaceMm = 0.1;

    /// <summary>
    /// Sums a stack; a slice at its end without a cavity in a frame adds nothing to it, and a frame in which an inner slice has none is
    /// left out. Slices at the base that are larger at end-systole than at end-diastole, or seen at end-systole alone, show the left atrium
    /// and are left out of the left ventricle; what is outlined of the right one there counts. Null where that would not be a volume: see
    /// <see cref="WhyNot"/>.
    /// </summary>
    public static StackMeasures? Of(IReadOnlyList<MeasuredSlice> slices) =>
        WhyNot(slices) is null ? Of(slices, WithoutAtrium(slices)) : null;

    /// <summary>The same of areas that somebody outlined: every slice counts.</summary>
    internal static StackMeasures? OfLabels(IReadOnlyList<MeasuredSlice> slices) => WhyNot(slices) is null ? Of(slices, slices) : null;

    private static StackMeasures Of(IReadOnlyList<MeasuredSlice> slices, IReadOnlyList<MeasuredSlice> left)
    {
        var (stack, volumes) = (WithCavity(left), VolumesMl(left));
        var (ed, es) = (volumes.MaxBy(v => v.Ml), volumes.MinBy(v => v.Ml));
        var (esv, distance) = (es.Ml == ed.Ml ? double.NaN : es.Ml, DistanceMm(stack));
        return new StackMeasures(ed.Ml, esv, ed.Ml - esv, 100 * (ed.Ml - esv) / ed.Ml, distance, stack.Length)
        {
            AtriumSlices = slices.Count - left.Count,
            EdFrame = ed.Frame,
            EsFrame = double.IsNaN(esv) ? -1 : es.Frame,
            DoubtfulShare = Math.Max(DoubtfulAt(stack, ed.Frame), DoubtfulAt(stack, es.Frame)),
            MassG = MyocardiumGramPerMl * Sum(stack.Where(s => s.AreasMm2[ed.Frame] > 0), s => s.MyocardiumMm2, ed.Frame, distance),
            RightEdvMl = Sum(slices, s => s.RightMm2, ed.Frame, distance),
            RightEsvMl = double.IsNaN(esv) ? double.NaN : Sum(slices, s => s.RightMm2, es.Frame, distance),
        };
    }

    /// <summary>The slices whose areas make the volumes, by place: those with a cavity, without an atrium; none where there is no
    /// volume.</summary>
    internal static IReadOnlyList<MeasuredSlice> Counted(IReadOnlyList<MeasuredSlice> slices) =>
        WhyNot(slices) is null ? WithCavity(WithoutAtrium(slices)) : [];

    private static double DoubtfulAt(MeasuredSlice[] stack, int frame)
    {
        var counted = stack.Where(s => s.AreasMm2[frame] > 0).ToArray();
        return counted.Where(s => s.Doubtful.Count > frame && s.Doubtful[frame]).Sum(s => s.AreasMm2[frame])
            / counted.Sum(s => s.AreasMm2[frame]);
    }

    // ml of one frame; NaN where a slice does not know it.
    private static double Sum(
        IEnumerable<MeasuredSlice> slices,
        Func<MeasuredSlice, IReadOnlyList<double>> areas,
        int frame,
        double distanceMm
    ) => slices.Sum(s => areas(s).Count > frame ? areas(s)[frame] : double.NaN) * distanceMm / 1000;

    /// <summary>
    /// The reason why a stack has no volume, a word of <see cref="VolumeDoubts"/>: fewer than three slices with a cavity, slices with
    /// different numbers of frames, places that repeat, distances that differ by more than a tenth from their median, or no frame without a
    /// gap. Null where it has one.
    /// </summary>
    public static string? WhyNot(IReadOnlyList<MeasuredSlice> slices)
    {
        var stack = WithCavity(slices);
        if (stack.Length < FewestSlices)
            return VolumeDoubts.FewSlices;
        if (stack.Any(s => s.AreasMm2.Count != stack[0].AreasMm2.Count))
            return VolumeDoubts.Phases;
        var (gaps, distance) = (GapsMm(stack), DistanceMm(stack));
        if (gaps.Any(g => g < SamePlaceMm))
            return VolumeDoubts.Repeated;
        if (gaps.Any(g => !(Math.Abs(g - distance) <= 0.1 * distance)))
            return VolumeDoubts.Gap;
        return VolumesMl(slices).Length == 0 ? VolumeDoubts.NoWholeFrame : null;
    }

    // Slices at the base that are larger at the stack's end-systole than at its end-diastole, or seen at end-systole alone, show the
    // atrium, which fills then; they are left out.
    private static IReadOnlyList<MeasuredSlice> WithoutAtrium(IReadOnlyList<MeasuredSlice> slices)
    {
        var stack = WithCavity(slices);
        var third = stack.Length / 3;
        double Mean(MeasuredSlice[] part) => part.Average(s => s.AreasMm2.Where(a => a > 0).Max());
        var basal = Mean(stack[..third]) > Mean(stack[^third..]) ? stack[0] : stack[^1];
        var volumes = VolumesMl(slices);
        var (ed, es) = (volumes.MaxBy(v => v.Ml).Frame, volumes.MinBy(v => v.Ml).Frame);
        if (stack.Length <= FewestSlices || !(basal.AreasMm2[es] > (double.IsNaN(basal.AreasMm2[ed]) ? 0 : basal.AreasMm2[ed])))
            return slices;
        MeasuredSlice[] rest = [.. slices.Where(s => s != basal)];
        return WhyNot(rest) is null ? WithoutAtrium(rest) : slices;
    }

    private static MeasuredSlice[] WithCavity(IReadOnlyList<MeasuredSlice> slices) =>
        [.. slices.Where(s => s.AreasMm2.Any(a => a > 0)).OrderBy(s => s.LocationMm)];

    private static double[] GapsMm(MeasuredSlice[] stack) => [.. stack.Zip(stack.Skip(1), (a, b) => b.LocationMm - a.LocationMm).Order()];

    private static double DistanceMm(MeasuredSlice[] stack) => GapsMm(stack)[(stack.Length - 1) / 2];

    // The frames in which every inner slice shows a cavity; a slice at the stack's end without one adds nothing.
    private static FrameVolume[] VolumesMl(IReadOnlyList<MeasuredSlice> slices)
    {
        var stack = WithCavity(slices);
        return
        [
            .. Enumerable
                .Range(0, stack[0].AreasMm2.Count)
                .Select(frame => new FrameVolume(
                    frame,
                    stack.Select(s => s.AreasMm2[frame]).SkipWhile(double.IsNaN).Reverse().SkipWhile(double.IsNaN).Sum()
                        * DistanceMm(stack)
                        / 1000
                ))
                .Where(v => v.Ml > 0),
        ];
    }

    private readonly record struct FrameVolume(int Frame, double Ml);
}
