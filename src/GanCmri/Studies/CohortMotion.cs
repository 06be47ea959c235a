using GanCmri.Phenotypes;
using GanCmri.Reports;

namespace GanCmri.Studies;

/// <summary>The report's section on cines: hearts in motion, LV area over the cycle, and what each trajectory does.</summary>
internal sealed class CohortMotion(CohortResult cohort, CohortExhibits exhibits)
{
    public void AppendTo(HtmlReport report)
    {
        var section = report.Section("Motion");
        section.Paragraph("A cine starts from a heart's end-diastolic latent. ED-to-ES moves it along one straight line to end-systole and back; frame-to-frame adds one learned transition a frame.");
        foreach (var trajectory in cohort.Trajectories)
            section.Gallery(exhibits.Cines[trajectory], $"The first {exhibits.Cines[trajectory].Count} hearts in motion, {SyntheticCohortReport.NameOf(trajectory)}, {cohort.Options.Frames} frames. FAC: fractional area change.");
        section.Figure(
            Plots.Phase([.. cohort.Trajectories.Select(Curves)], Phenotype.LvArea.Head, $"n = {cohort.Subjects.Count} cines a trajectory"),
            "Measured LV area over the cardiac cycle: median and middle half of the hearts.");
        section.Table(Table(), $"Cines by trajectory: median (middle half) over {cohort.Subjects.Count} hearts. Loop gap: LV area of the last frame against the first. The last two columns count frames: with exactly one cavity that lies whole within the image, and with an implausible jump from their neighbours.");
    }

    private CurveGroup Curves(string trajectory) => new(SyntheticCohortReport.NameOf(trajectory),
        [.. cohort.Cines(trajectory).Select(c => (IReadOnlyList<double>)[.. c.Frames.Select(f => f.AreaMm2)])]);

    private HtmlTable Table()
    {
        var table = new HtmlTable(new HtmlColumn("Trajectory", IsNumber: false), new HtmlColumn("LVEDA (mm²)"), new HtmlColumn("LVESA (mm²)"),
            new HtmlColumn("FAC (%)"), new HtmlColumn("ES at (% of cycle)"), new HtmlColumn("Loop gap (%)"), new HtmlColumn("One whole cavity"), new HtmlColumn("Frames that jump"));
        foreach (var trajectory in cohort.Trajectories)
        {
            var cines = cohort.Cines(trajectory);
            string Spread(Func<CineResult, double> value) => SyntheticCohortReport.Spread([.. cines.Select(value)]);
            table.Row(SyntheticCohortReport.NameOf(trajectory), Spread(c => c.Cine.EdaMm2), Spread(c => c.Cine.EsaMm2), Spread(c => c.Cine.FacPercent),
                Spread(c => c.Cine.EsFrame < 0 ? double.NaN : 100.0 * c.Cine.EsFrame / c.Frames.Count),
                Spread(c => 100 * (c.Frames[^1].AreaMm2 - c.Frames[0].AreaMm2) / c.Frames[0].AreaMm2),
                Figures.Share(cines.Sum(c => c.PlausibleFrames), cines.Sum(c => c.Frames.Count)),
                Figures.Share(cines.Sum(c => c.Frames.Count(f => f.Flags.HasFlag(QualityFlags.ImplausibleChange))), cines.Sum(c => c.Frames.Count)));
        }

        return table;
    }
}
