using GanCmri.Phenotypes;
using GanCmri.Reports.Html;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Demo;

/// <summary>The report's section on cines: hearts in motion, LV area over the cycle, and what each trajectory does.</summary>
internal sealed class DemoMotion(StudyResult cohort, DemoExhibits exhibits)
{
    public void AppendTo(HtmlReport report)
    {
        var section = report.Section("Motion");
        section.Paragraph(
            "A cine starts from a heart's end-diastolic latent. ED-to-ES moves it along one straight line to end-systole and back; "
                + "frame-to-frame adds one learned transition a frame, closed so that the last frame leads back to the first."
        );
        foreach (var trajectory in cohort.Trajectories)
            section.Film(
                new Film(cohort.Options.FrameTimeMs, exhibits.Cines[trajectory]),
                $"The first {exhibits.Cines[trajectory].Count} hearts in motion, {trajectory.Title()}, {cohort.Options.Frames} frames. "
                    + "FAC: fractional area change."
            );
        section.Figure(
            Charts.Phase(
                [.. cohort.Trajectories.Select(Curves)],
                PhenotypeRegistry.LvArea.Head,
                $"n = {cohort.Subjects.Count} cines a trajectory"
            ),
            "Measured LV area over the cardiac cycle: "
                + (
                    cohort.Subjects.Count < Charts.FewestForHalf
                        ? "median of the hearts, and each of them."
                        : "median and middle half of the hearts."
                )
        );
        section.Table(
            Table(),
            $"Cines by trajectory: median (middle half) over {cohort.Subjects.Count} hearts, or frames counted. Loop gap: LV area of "
                + "the last frame against the first."
        );
    }

    private CurveGroup Curves(MotionKind trajectory) =>
        new(trajectory.Title(), [.. cohort.Cines(trajectory).Select(c => (IReadOnlyList<double>)[.. c.Frames.Select(f => f.AreaMm2)])]);

    private HtmlTable Table()
    {
        var cines = cohort.Trajectories.Select(cohort.Cines).ToArray();
        var table = new HtmlTable([
            new HtmlColumn("Measure", IsNumber: false),
            .. cohort.Trajectories.Select(t => new HtmlColumn(t.Title())),
        ]);
        void Spread(string name, Func<CineResult, double> value) =>
            table.Row([name, .. cines.Select(c => DemoReport.Spread([.. c.Select(value)]))]);
        void Frames(string name, Func<CineResult, int> count) =>
            table.Row([name, .. cines.Select(c => Figures.Share(c.Sum(count), c.Sum(x => x.Frames.Count)))]);
        foreach (var phenotype in PhenotypeRegistry.Contraction)
            Spread(phenotype.Head, c => phenotype.Measure(c.Cine));
        Spread("End-systole at (% of the cycle)", c => c.Cine.EsFrame < 0 ? double.NaN : 100.0 * c.Cine.EsFrame / c.Frames.Count);
        Spread("Loop gap (% of the area)", c => 100 * (c.Frames[^1].AreaMm2 - c.Frames[0].AreaMm2) / c.Frames[0].AreaMm2);
        Frames("Frames with exactly one whole cavity", c => c.PlausibleFrames);
        Frames("Frames that jump from their neighbours", c => c.Frames.Count(f => f.Flags.HasFlag(QualityFlags.ImplausibleChange)));
        return table;
    }
}
