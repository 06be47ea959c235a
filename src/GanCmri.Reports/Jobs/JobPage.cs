using GanCmri.Phenotypes;
using GanCmri.Reports.Html;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>cine.html of a job: its cines beating in step, with outlines and areas, and what they measure.</summary>
internal static class JobPage
{
    public const string Banner =
        "Synthetic images made by a generative network, beside real ones where so named. Not predictions. Not for diagnosis.";

    private const string Caption =
        "Measured by one segmentation network. End-diastole: the frame of largest LV area, of each cine its own. FAC: fractional area "
        + "change. One slice gives no volume.";

    /// <summary>The page.</summary>
    public static HtmlReport Of(JobWork work)
    {
        var (job, result) = (work.Job, work.Result!);
        var report = new HtmlReport(
            $"Job {job.Name}",
            job.Targets.Count == 0
                ? "Nothing was asked to change."
                : $"Asked for at end-diastole: {string.Join(", ", result.Steered.Select(s => $"{NameOf(s.Key)} {s.Value.Requested}"))}."
        )
        {
            Banner = Banner,
            Footer = $"GanCmri {CodeIdentity.Version}. The same numbers and more: numbers.csv, and results.csv of the batch.",
        };
        var cines = report.Section("The heart");
        cines.Film(
            new Film(
                JobFiles.BeatMs(work) / result.Frames,
                [.. work.Cines.Select(c => Clip.Of(c.Frames, c.Title, $"{c.Title}, job {job.Name}", c.Measures.Select(m => m.AreaMm2)))]
            ),
            "One heart beat, all cines in step, as the segmenter outlines them; "
                + (
                    work.Heart.BeatMs is null
                        ? "nothing tells how long it is, so it is shown as one second."
                        : "it lasts as long as the source's."
                )
        );
        cines.Table(Numbers(result), Caption);
        foreach (var note in result.Notes)
            cines.Paragraph(note);
        return report;
    }

    private static string NameOf(string phenotype) => SteeredPhenotype.All.First(p => p.Phenotype.Name == phenotype).Phenotype.Label;

    private static HtmlTable Numbers(JobResult result)
    {
        var table = new HtmlTable([
            new HtmlColumn("Cine", IsNumber: false),
            .. SteeredPhenotype.All.Select(p => new HtmlColumn(p.Phenotype.HeadAt("at end-diastole"))),
            new HtmlColumn(PhenotypeRegistry.LvEda.Head),
            new HtmlColumn(PhenotypeRegistry.LvEsa.Head),
            new HtmlColumn(PhenotypeRegistry.LvFac.Head),
        ]);
        foreach (var cine in result.Cines)
            table.Row([
                char.ToUpperInvariant(cine.Name[0]) + cine.Name[1..],
                .. SteeredPhenotype.All.Select(p => Figures.Short(cine.AtEndDiastole[p.Phenotype.Name])),
                Figures.Short(cine.EdaMm2),
                Figures.Short(cine.EsaMm2),
                Figures.Short(cine.FacPercent),
            ]);
        return table;
    }
}
