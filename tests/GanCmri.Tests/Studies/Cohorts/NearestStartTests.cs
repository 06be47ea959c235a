using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Guidance;
using static TorchSharp.torch;

namespace GanCmri.Tests.Studies.Cohorts;

public class NearestStartTests
{
    [Fact]
    public void Of_Targets_BeginsNoFartherFromThemThanTheFirstHearts()
    {
        using var models = HeartModels.LoadHearts(folder: null, segmenter: null, CPU);
        var options = new StudyOptions();
        var maker = new FrameMaker(models.Generator, models.Segmenter, options.FieldMm);
        var first = new SubjectSource(models.Generator, models.EdToEs, options, models.Device).DrawLatents(32, 16);
        PhenotypeTarget[] targets = [.. Enumerable.Range(0, 16).Select(i => new PhenotypeTarget([900 + 100 * i, .86]))];
        var starts = new NearestStart(models, options, maker).Of(32, targets, default);
        double[] before = Misses(first),
            after = Misses(starts);
        Assert.All(before.Zip(after), p => Assert.True(!(p.First < p.Second)));
        int[] both = [.. Enumerable.Range(0, 16).Where(i => double.IsFinite(before[i]))];
        Assert.NotEmpty(both);
        var (from, to) = (both.Average(i => before[i]), both.Average(i => after[i]));
        Assert.True(to < .5 * from, $"{from} to {to} over {both.Length}");
        Assert.True(after.Count(double.IsFinite) >= both.Length);

        double[] Misses(float[][] hearts) =>
            [
                .. maker
                    .Make(hearts, _ => { }, default)
                    .Zip(
                        targets,
                        (f, t) =>
                            Plausibility.IsPlausible(f.Measures)
                                ? t.Or(PhenotypeTarget.Of(f)).Miss(PhenotypeTarget.Of(f).Values)
                                : double.NaN
                    ),
            ];
    }
}
