using GanCmri.Reports.Jobs;
using GanCmri.Studies;
using GanCmri.Tests.Reports.Hearts;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Reports.Jobs;

public class JobNotesTests
{
    private static readonly MeasuredFrame[] Even = MeasuredFrames.OfAreas(100, 60, 40, 80),
        Uneven = MeasuredFrames.OfAreas(60, 90, 40, 100);

    [Fact]
    public void Of_UnevenBeats_AreToldOfMadeCinesAlone()
    {
        var job = new ReportJob("a", 1) { Seed = 1, Motion = MotionKind.FrameToFrame };
        Assert.Empty(Notes(job, null, new JobCine(JobCine.Synthetic, Even)));
        var notes = Notes(job, null, new JobCine(JobCine.Synthetic, Even), new JobCine(JobCine.Guided, Uneven));
        Assert.StartsWith(
            "the beat of the guided cine is uneven: the cavity goes back by 50.0 % of its change on the way to or from end-systole; "
                + "ed-to-es moves",
            Assert.Single(notes),
            StringComparison.Ordinal
        );
        notes = Notes(
            new ReportJob("a", 1) { Cine = "cine" },
            1000,
            new JobCine(JobCine.Real, Uneven),
            new JobCine(JobCine.Reconstruction, Even)
        );
        Assert.DoesNotContain("uneven", string.Join(' ', notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(800.0, "400 ms in the real cine, 200 ms in the reconstruction")]
    [InlineData(null, "50.0 % of the beat in the real cine, 25.0 % of the beat in the reconstruction")]
    public void Of_ARealCine_SaysHowBothContract(double? beatMs, string times)
    {
        var notes = Notes(
            new ReportJob("a", 1) { Cine = "cine" },
            beatMs,
            new JobCine(JobCine.Real, Even),
            new JobCine(JobCine.Reconstruction, MeasuredFrames.OfAreas(90, 63, 70, 88))
        );
        Assert.Contains(
            "LVFAC: 60.0 % in the real cine, 30.0 % in the reconstruction; time from the real end-diastole to end-systole: " + times,
            notes
        );
    }

    [Theory]
    [InlineData(1000, 1190.0, 0)]
    [InlineData(1000, 1210.0, 1)]
    [InlineData(1000, 790.0, 1)]
    [InlineData(1000, double.NaN, 1)]
    [InlineData(1000, null, 0)]
    public void Of_NetworksThatSeeAnotherArea_SaysSo(double after, double? judged, int notes)
    {
        var job = new ReportJob("a", 1) { Seed = 1 };
        var heart = new JobHeart(null, [.. Even.Select(_ => new float[1])], null, [], null, null, null);
        var found = JobNotes.Of(
            new JobWork(job, "", heart) { Cines = [new JobCine(JobCine.Synthetic, Even)] },
            new Dictionary<string, SteeredValue> { ["lv_area_mm2"] = new("1000", 900, 1000, after, judged) },
            null
        );
        Assert.Equal(notes, found.Count(n => n.StartsWith("two networks see LV areas of 1000", StringComparison.Ordinal)));
    }

    private static IReadOnlyList<string> Notes(ReportJob job, double? beatMs, params JobCine[] cines)
    {
        var real = cines[0].Name == JobCine.Real ? cines[0].Frames : null;
        var heart = new JobHeart(real, [.. cines[0].Frames.Select(_ => new float[1])], null, [], null, beatMs, null);
        return JobNotes.Of(new JobWork(job, "", heart) { Cines = cines }, new Dictionary<string, SteeredValue>(), null);
    }
}
