using GanCmri.Phenotypes;
using GanCmri.Reports.Html;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Demo;

/// <summary>The report's section on the cohort before guidance: hearts, distributions, how phenotypes go together.</summary>
internal sealed class DemoDistributions(StudyResult cohort, DemoExhibits exhibits)
{
    public void AppendTo(HtmlReport report)
    {
        var section = report.Section("The hearts");
        section.Film(
            Film.Of(exhibits.Hearts),
            $"The first {exhibits.Hearts.Count} of {cohort.Subjects.Count} hearts at end-diastole with their outlined cavities, in the "
                + "order in which they were drawn, none left out."
        );
        section.Figures(
            PhenotypeRegistry.Published.Select(p => Charts.Histogram(cohort.Baseline(p), p.HeadAt("at end-diastole"))),
            "Distributions over the cohort. Line: median."
        );
        section.Figures(
            [AgainstEda(PhenotypeRegistry.LvEsa), AgainstEda(PhenotypeRegistry.LvFac)],
            $"How measures of the {cohort.Trajectories[0].Title()} cines go together. Such associations restate the generator; they "
                + "say nothing about patients."
        );
    }

    private Chart AgainstEda(CinePhenotype phenotype)
    {
        var cines = cohort.Cines(cohort.Trajectories[0]);
        double[] Of(CinePhenotype of) => [.. cines.Select(c => of.Measure(c.Cine))];
        var (eda, other) = (Of(PhenotypeRegistry.LvEda), Of(phenotype));
        return Charts.Scatter(eda, other, PhenotypeRegistry.LvEda.Head, phenotype.Head, Note(eda, other));
    }

    private static string Note(double[] x, double[] y)
    {
        var r = Correlation.Pearson(x, y);
        return $"r = {Figures.Correlation(r.R)} (95 % CI {Figures.Correlation(r.Lower)} to {Figures.Correlation(r.Upper)}), p = "
            + $"{Figures.P(r.Log10P)}, n = {r.N}";
    }
}
