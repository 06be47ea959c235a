using GanCmri.Phenotypes;
using GanCmri.Reports.Html;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Demo;

/// <summary>The report's section on guidance: pictures, response, correlations, leakage.</summary>
internal sealed class DemoGuidance(StudyResult cohort, DemoExhibits exhibits, HeartModels models)
{
    public void AppendTo(HtmlReport report)
    {
        var section = report.Section("Guidance");
        var kinds = models.Directions.Select(d => $"{d.Phenotype.Label} by {(d.Direction.Field is null ? "a vector" : "a field")}");
        section.Paragraph(
            "A heart is moved along a phenotype's direction by steps of c. A direction is either one vector k for all hearts, whose "
                + "latents become w + c k, or a field: each heart then goes its own way, chosen by its own size and shape, so that the "
                + "other phenotype stays. What a step of c is worth the direction's file says: the length of k, or of a field so many mm² "
                + "of LV area or 0.01 of the sphericity index. Here: "
                + $"{string.Join(", ", kinds)}. The phenotype is then measured on the generated image."
        );
        foreach (var guided in cohort.Guided)
        {
            section.Film(
                Film.Of(exhibits.Guided[guided], exhibits.ShownSteps.Length),
                $"The first hearts guided along the direction of {guided.Label}, a heart a row, with the outlined cavity and "
                    + $"the measured {guided.Head}."
            );
            var effect = GuidanceEffect.Of(cohort, guided, guided);
            section.Figure(
                Charts.Response(
                    cohort.Options.GuidanceSteps,
                    [.. Series(guided).Select(s => s.Curve(guided))],
                    guided.Head,
                    $"median r = {Figures.Correlation(effect.MedianR.Estimate)} ({effect.Interval}), n = {effect.MedianR.Units} hearts"
                ),
                $"{guided.Label} measured on the generated images against the step c along its own direction."
            );
        }

        section.Table(
            Effects(),
            $"What each direction does, over {cohort.Subjects.Count} hearts. r and slope are computed in each heart over "
                + $"{cohort.Options.GuidanceSteps.Count} steps; medians with 95 % bootstrap intervals over hearts. SD: of the "
                + "phenotype over the cohort at c = 0. Rows where both names differ show leakage."
        );
        section.Table(
            Single(),
            "The first heart alone, as the published check did it: Pearson's r over the steps of c with its exact p. The steps of one "
                + "heart are not independent, so this p says little; the table above counts hearts."
        );
        section.Table(Quality(), "Guided images with exactly one cavity that lies whole within the image, by step.");
    }

    private IEnumerable<GuidanceResult> Series(FramePhenotype guided) =>
        cohort.Subjects.Select(s => s.Guidance.Single(g => g.Guided == guided));

    private HtmlTable Effects()
    {
        var table = new HtmlTable(
            new HtmlColumn("Direction of", IsNumber: false),
            new HtmlColumn("Measured", IsNumber: false),
            new HtmlColumn("Median r (95 % CI)"),
            new HtmlColumn("Median slope a step (95 % CI)"),
            new HtmlColumn("SD a step"),
            new HtmlColumn("Rises in"),
            new HtmlColumn("n")
        );
        foreach (var guided in cohort.Guided)
        {
            foreach (var e in cohort.Guided.Select(m => GuidanceEffect.Of(cohort, guided, m)))
            {
                table.Row(
                    e.Guided.Label,
                    e.Measured.Label,
                    $"{Figures.Correlation(e.MedianR.Estimate)} ({Figures.Correlation(e.MedianR.Lower)} to "
                        + $"{Figures.Correlation(e.MedianR.Upper)})",
                    $"{Figures.Short(e.MedianSlope.Estimate)} ({Figures.Short(e.MedianSlope.Lower)} to "
                        + $"{Figures.Short(e.MedianSlope.Upper)}) {e.Measured.Unit}".TrimEnd(),
                    Figures.Short(e.Standardised),
                    Figures.Percent(e.ShareRising),
                    $"{e.MedianR.Units}"
                );
            }
        }

        return table;
    }

    private HtmlTable Single()
    {
        var table = new HtmlTable(
            new HtmlColumn("Direction of", IsNumber: false),
            new HtmlColumn("r (95 % CI)"),
            new HtmlColumn("p"),
            new HtmlColumn("Steps")
        );
        foreach (var guided in cohort.Guided)
        {
            var r = Series(guided).First().Correlation(guided);
            table.Row(
                guided.Label,
                $"{Figures.Correlation(r.R)} ({Figures.Correlation(r.Lower)} to {Figures.Correlation(r.Upper)})",
                Figures.P(r.Log10P),
                $"{r.N}"
            );
        }

        return table;
    }

    private HtmlTable Quality()
    {
        var steps = cohort.Options.GuidanceSteps;
        var shown = Enumerable.Range(0, steps.Count).Where(i => steps[i] == Math.Round(steps[i])).ToArray();
        var table = new HtmlTable([
            new HtmlColumn("Direction of", IsNumber: false),
            .. shown.Select(i => new HtmlColumn($"c = {Figures.Step(steps[i])}")),
        ]);
        foreach (var guided in cohort.Guided)
        {
            var series = Series(guided).ToArray();
            table.Row([
                guided.Label,
                .. shown.Select(i => Figures.Share(series.Count(s => Plausibility.IsPlausible(s.Frames[i])), series.Length)),
            ]);
        }

        return table;
    }
}
