using GanCmri.Phenotypes;
using GanCmri.Reports.Html;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Demo;

/// <summary>The report's first section: the main figures, and what the numbers say is poor.</summary>
internal sealed class DemoOverview(StudyResult cohort)
{
    private const double WeakR = 0.9;
    private const double FewPlausible = 0.95;
    private const double SmallFacPercent = 15;
    private const double StrongLeakage = 0.1; // SD a step

    public void AppendTo(HtmlReport report)
    {
        var effects = cohort.Guided.Select(g => GuidanceEffect.Of(cohort, g, g)).ToArray();
        var section = report
            .Section("Main figures")
            .KeyFigures([.. effects.Select(Key), .. cohort.Trajectories.Select(Motion), Plausible()]);
        foreach (var caution in Cautions(effects))
            section.Caution(caution);
    }

    private KeyFigure Key(GuidanceEffect e) =>
        new(
            $"{e.Measured.Label} against the step asked for (c)",
            $"r = {Figures.Correlation(e.MedianR.Estimate)}",
            $"median over hearts, {e.Interval}, n = " + $"{e.MedianR.Units}"
        );

    private KeyFigure Motion(MotionKind trajectory)
    {
        var fac = Summary.Of(Fac(trajectory));
        return new KeyFigure(
            $"Fractional area change, {trajectory.Title()}",
            $"{Figures.Short(fac.Median)} %",
            $"median, middle half {Figures.Short(fac.Q25)} to {Figures.Short(fac.Q75)} %, n = {fac.N}"
        );
    }

    private KeyFigure Plausible()
    {
        var good = cohort.Subjects.Count(s => Plausibility.IsPlausible(s.Cines[0].Frames[0]));
        return new KeyFigure(
            "Hearts with one plausible cavity",
            Figures.Share(good, cohort.Subjects.Count),
            "at end-diastole, before guidance"
        );
    }

    private IEnumerable<string> Cautions(GuidanceEffect[] effects)
    {
        var frames = cohort.Subjects.SelectMany(s => s.Cines).SelectMany(c => c.Frames).ToArray();
        var good = frames.Count(Plausibility.IsPlausible);
        if (good < FewPlausible * frames.Length)
            yield return $"Only {Figures.Share(good, frames.Length)} of the cine frames show exactly one cavity that lies whole within "
                + "the image.";
        foreach (var e in effects.Where(e => !(e.MedianR.Estimate >= WeakR)))
            yield return $"Guidance of {e.Measured.Label} is weak: median r = {Figures.Correlation(e.MedianR.Estimate)} over "
                + $"{e.MedianR.Units} hearts; it rises with the step c in {Figures.Percent(e.ShareRising)} of them.";
        foreach (var (guided, step, whole) in Limits())
            yield return $"At step c = {Figures.Step(step)} along {guided.Label} only {Figures.Share(whole, cohort.Subjects.Count)} of the "
                + "images show exactly one cavity that lies whole within the image: steps that far leave what the network can make.";
        foreach (var trajectory in cohort.Trajectories)
        {
            var measured = cohort.Cines(trajectory).Where(c => c.Cine.MeasuredFrames > 0).ToArray();
            var small = measured.Count(c => !(c.Cine.FacPercent >= SmallFacPercent)); // a still has none
            if (2 * small > measured.Length)
                yield return $"The {trajectory.Title()} motion is small: the fractional area change is below {SmallFacPercent} % in "
                    + $"{Figures.Share(small, measured.Length)} of the cines.";
        }

        foreach (var guided in cohort.Guided)
        {
            foreach (
                var e in cohort
                    .Guided.Where(m => m != guided)
                    .Select(m => GuidanceEffect.Of(cohort, guided, m))
                    .Where(e => Math.Abs(e.Standardised) >= StrongLeakage)
            )
                yield return $"Guiding {guided.Label} also moves {e.Measured.Label} (median r = "
                    + $"{Figures.Correlation(e.MedianR.Estimate)}, {Figures.Short(e.Standardised)} SD a step): the directions are not "
                    + "independent.";
        }
    }

    // The worst step of each direction, where too few images are whole.
    private IEnumerable<(FramePhenotype Guided, double Step, int Whole)> Limits() =>
        from guided in cohort.Guided
        let series = cohort.Subjects.Select(s => s.Guidance.Single(g => g.Guided == guided)).ToArray()
        let worst = cohort
            .Options.GuidanceSteps.Select((c, i) => (guided, c, series.Count(s => Plausibility.IsPlausible(s.Frames[i]))))
            .MinBy(x => x.Item3)
        where worst.Item3 < FewPlausible * series.Length
        select worst;

    private double[] Fac(MotionKind trajectory) => [.. cohort.Cines(trajectory).Select(c => c.Cine.FacPercent)];
}
