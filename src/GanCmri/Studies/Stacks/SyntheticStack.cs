using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Studies.Stacks;

/// <summary>A whole synthetic heart: slices from base to apex, each a beat, and what was measured.</summary>
/// <param name="Seed">The heart.</param>
/// <param name="Slices">One a slice from base to apex, in it one a frame.</param>
/// <param name="FieldMm">Side of the images, mm.</param>
/// <param name="BeatMs">Length of the beat, ms.</param>
internal sealed record SyntheticStack(uint Seed, IReadOnlyList<IReadOnlyList<MeasuredFrame>> Slices, double FieldMm, double BeatMs = 1000)
{
    /// <summary>
    /// Length of a left ventricle over the diameter of its largest slice at end-diastole: slices with a cavity times their distance, median
    /// of 44 children 1.48 (5th to 95th percentile 1.26 to 1.80) and of 7 adults 1.82. A slice does not tell how thick it is; this does.
    /// </summary>
    public const double LengthOverDiameter = 1.65;

    /// <summary>So near to an asked EF or FAC is reached, percentage points.</summary>
    public const double TolerancePercent = 1;

    /// <summary>The ejection fraction it was asked for, %; null: none.</summary>
    public double? AskedEfPercent { get; init; }

    /// <summary>The fractional area change that its middle slice was asked for, %; null: none.</summary>
    public double? AskedFacPercent { get; init; }

    /// <summary>Whether it does not contract as asked.</summary>
    public bool MissesTarget =>
        Misses(AskedEfPercent, Volumes?.EfPercent) || Misses(AskedFacPercent, Beat(Slices[Slices.Count / 2]).FacPercent);

    /// <summary>The beat of one of its slices.</summary>
    public CineMeasures Beat(IReadOnlyList<MeasuredFrame> slice) =>
        CineMeasures.Of([.. slice.Select(f => f.Measures)], [.. slice.Select((_, t) => t * BeatMs / slice.Count)]);

    /// <summary>From slice to slice, mm, so that the ventricle has its length; NaN where no slice shows a cavity at end-diastole.</summary>
    public double SliceMm => LengthOverDiameter * 2 * Math.Sqrt(Largest / Math.PI) / Math.Max(1, WithCavity);

    /// <summary>Volumes by the sum of slices, as of real stacks; null where there are none.</summary>
    public StackMeasures? Volumes => double.IsFinite(SliceMm) ? StackMeasures.Of(Measured()) : null;

    /// <summary>The same volumes as another network sees them; null where there are none, or it did not look.</summary>
    public StackMeasures? Judged => double.IsFinite(SliceMm) && IsJudged ? StackMeasures.Of(Measured(m => m.AsJudged())) : null;

    /// <summary>The same heart beside what another network sees in its frames; where they differ, outlines are doubtful.</summary>
    /// <param name="other">The same slices and frames, as it measured them.</param>
    public SyntheticStack Beside(IEnumerable<IReadOnlyList<MeasuredFrame>> other) =>
        this with
        {
            Slices =
            [
                .. Slices.Zip(
                    other,
                    (own, seen) => (MeasuredFrame[])[.. own.Zip(seen, (a, b) => a with { Measures = a.Measures.Beside(b.Measures) })]
                ),
            ],
            IsJudged = true,
        };

    /// <summary>What each slice adds to the volume of a frame, mm²; NaN where nothing: no cavity, an atrium, or no such frame.</summary>
    public IReadOnlyList<double> CountedMm2(int frame)
    {
        var slices = Measured();
        var counted = double.IsFinite(SliceMm) && frame >= 0 ? StackMeasures.Counted(slices) : [];
        return [.. slices.Select(s => counted.Contains(s) ? s.AreasMm2[frame] : double.NaN)];
    }

    /// <summary>Size of a pixel.</summary>
    public PixelSpacing Spacing => new(FieldMm / Slices[0][0].Image.Height, FieldMm / Slices[0][0].Image.Width);

    private bool IsJudged { get; init; }

    private int WithCavity => Slices.Count(s => s[0].Measures.AreaMm2 > 0);

    private double Largest => Slices.Select(s => s[0].Measures.AreaMm2).Where(a => a > 0).DefaultIfEmpty(double.NaN).Max();

    private static bool Misses(double? asked, double? reached) =>
        asked is { } a && !(Math.Abs((reached ?? double.NaN) - a) <= TolerancePercent);

    private MeasuredSlice[] Measured() => Measured(m => m);

    private MeasuredSlice[] Measured(Func<LvMeasures, LvMeasures> asSeen) =>
        [.. Slices.Select((slice, place) => Measured([.. slice.Select(f => asSeen(f.Measures))], place * SliceMm))];

    private static MeasuredSlice Measured(IReadOnlyList<LvMeasures> slice, double place) =>
        new(place, [.. slice.Select(m => m.AreaMm2)])
        {
            MyocardiumMm2 = [.. slice.Select(m => m.MyocardiumAreaMm2)],
            RightMm2 = [.. slice.Select(m => m.RightAreaMm2)],
            Doubtful = [.. slice.Select(m => m.Flags != QualityFlags.None)],
        };
}
