using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Guidance;

namespace GanCmri.Tests.Studies.Cohorts;

public class NearestStartTests
{
    private const int Rows = 8;
    private const long First = 32;

    [Fact]
    public void Of_Targets_BeginsNoFartherFromThemThanTheFirstHearts_AndMostlyNearer()
    {
        using var models = PlantedModels.Make();
        var options = new StudyOptions();
        var maker = new FrameMaker(models.Generator, models.Segmenter, options.FieldMm);
        var first = new SubjectSource(models.Generator, models.EdToEs, options, models.Device).DrawLatents(First, Rows);
        // What other hearts of the same models measure: near one candidate, seldom near the first.
        var others = new SubjectSource(models.Generator, models.EdToEs, options with { Seed = 5 }, models.Device).DrawLatents(0, Rows);
        PhenotypeTarget[] targets = [.. maker.Make(others, _ => { }, default).Select(PhenotypeTarget.Of)];
        var starts = new NearestStart(models, options, maker).Of(First, targets, default);
        double[] before = Misses(first),
            after = Misses(starts);
        Assert.All(before.Zip(after), p => Assert.False(p.First < p.Second)); // NaN: no whole cavity
        var (told, reached) = (before.Count(double.IsFinite), after.Count(double.IsFinite));
        Assert.InRange(told, 1, reached);
        var nearer = before.Zip(after).Count(p => p.Second < p.First || double.IsNaN(p.First) && double.IsFinite(p.Second));
        Assert.True(nearer > Rows / 2, $"{nearer} of {Rows}");

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
