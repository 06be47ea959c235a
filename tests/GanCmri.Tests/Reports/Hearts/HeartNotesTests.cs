using GanCmri.Phenotypes;
using GanCmri.Reports.Hearts;
using GanCmri.Studies;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Reports.Hearts;

public class HeartNotesTests
{
    private static readonly MeasuredFrame[] Uneven = MeasuredFrames.OfAreas(100, 60, 90, 40, 80);

    [Fact]
    public void Unasked_AnEvenBeatOfTheHeartsOwnShape_IsNothing() =>
        Assert.Empty(Unasked(new HeartRecipe { FacPercent = 60 }, MeasuredFrames.OfAreas(100, 60, 40, 80)));

    [Theory]
    [InlineData(
        MotionKind.FrameToFrame,
        false,
        "the beat is uneven: the cavity goes back by 50.0 %",
        "; ed-to-es moves along one line, and "
    )]
    [InlineData(MotionKind.EdToEs, false, "the beat is uneven: the cavity goes back by 50.0 %", "to or from end-systole")]
    [InlineData(MotionKind.FrameToFrame, true, "the beat is uneven: the cavity goes back by 50.0 %", "to or from end-systole")]
    public void Unasked_AnUnevenBeat_IsTold(MotionKind motion, bool drawn, string start, string rest)
    {
        var note = Assert.Single(Unasked(new HeartRecipe { Motion = motion, DrawnBeat = drawn }, Uneven));
        Assert.StartsWith(start, note, StringComparison.Ordinal);
        Assert.Contains(rest, note, StringComparison.Ordinal);
        Assert.Equal(motion != MotionKind.EdToEs && !drawn, note.Contains("one line", StringComparison.Ordinal));
    }

    [Fact]
    public void Unasked_AShapeThatChanged_IsToldWhereNobodyAskedForIt()
    {
        MeasuredFrame[] frames = [MeasuredFrames.Of(100, 0.709), MeasuredFrames.Of(60, 0.7)];
        const string Told =
            "LV sphericity index at end-diastole: not asked for, but changed from 0.825 to 0.709 by what was; ask for it, too, to keep it";
        Assert.Equal([Told], Unasked(new HeartRecipe { FacPercent = 40 }, frames, own: 0.825));
        Assert.Empty(Unasked(new HeartRecipe { FacPercent = 40, SphericityIndex = 0.825 }, frames, own: 0.825));
    }

    [Fact]
    public void Missed_WhatWasAskedForAndNotReached_IsTold()
    {
        var heart = Made(new HeartRecipe { FacPercent = 50, SphericityIndex = 0.9 }, MeasuredFrames.OfAreas(100, 60), 0.8);
        Assert.Equal(
            [
                "LVFAC (%): asked 50.0, not reached by this heart: 40.0",
                "LV sphericity index: asked 0.900, not reached by this heart: 0.800",
            ],
            HeartNotes.Missed(heart)
        );
    }

    [Theory]
    [InlineData(55.6, 27.8, true)]
    [InlineData(45, 54, false)]
    [InlineData(45, double.NaN, false)]
    public void ContractionApart_MoreThanTenPoints_IsTold(double own, double other, bool told) =>
        Assert.Equal(told, HeartNotes.ContractionApart(own, other).Any());

    [Fact]
    public void IsNearerThan_WhatWasAskedFor_CountsBeforeWhatIsToStay()
    {
        var recipe = new HeartRecipe { FacPercent = 40 };
        var (kept, reached, both) = (
            Made(recipe, MeasuredFrames.OfAreas(100, 90), 0.8),
            Made(recipe, MeasuredFrames.OfAreas(100, 60), 0.7),
            Made(recipe, MeasuredFrames.OfAreas(100, 60), 0.8)
        );
        Assert.True(reached.IsNearerThan(kept) && !kept.IsNearerThan(reached));
        Assert.True(both.IsNearerThan(reached) && !reached.IsNearerThan(both));
    }

    [Fact]
    public void Leaking_OutlineAtEndDiastole_IsTold()
    {
        var recipe = new HeartRecipe { FacPercent = 40 };
        var (leaking, whole) = (
            Made(recipe, [Leaking(100), MeasuredFrames.Of(60, 0.8)], 0.8),
            Made(recipe, [MeasuredFrames.Of(100, 0.8), Leaking(90)], 0.8)
        );
        Assert.Contains("flag NotConvex", Assert.Single(HeartNotes.Leaking(leaking)), StringComparison.Ordinal);
        Assert.Empty(HeartNotes.Leaking(whole));
    }

    private static MeasuredFrame Leaking(double area)
    {
        var frame = MeasuredFrames.Of(area, 0.8);
        return frame with { Measures = frame.Measures with { Flags = QualityFlags.NotConvex } };
    }

    private static IEnumerable<string> Unasked(HeartRecipe recipe, MeasuredFrame[] frames, double own = 0.8) =>
        HeartNotes.Unasked(Made(recipe, frames, own));

    private static BeatingHeart Made(HeartRecipe recipe, MeasuredFrame[] frames, double own) =>
        new(recipe, MeasuredFrames.Of(100, own).Measures, frames, fieldMm: 4);
}
