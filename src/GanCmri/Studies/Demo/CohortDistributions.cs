using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Statistics;

namespace GanCmri.Studies.Demo;

/// <summary>The report's section on the cohort before guidance: hearts, distributions, how phenotypes go together.</summary>
internal sealed class CohortDistributions(CohortResult cohort, CohortExhibits exhibits)
{
    public void AppendTo(HtmlReport report)
    {
        var section = report.Section("The hearts");
        section.Gallery(exhibits.Hearts, $"The first {exhibits.Hearts.Count} of {cohort.Subjects.Count} hearts at end-diastole with their outlined cavities, in the order in which they were drawn, none left out.");
        section.Figures(PhenotypeRegistry.Published.Select(p => Plots.Histogram(cohort.Baseline(p), p.HeadAt("at end-diastole"))), "Distributions over the cohort. Line: median.");
        var first = cohort.Cines(cohort.Trajectories[0]);
        double[] eda = [.. first.Select(c => c.Cine.EdaMm2)], esa = [.. first.Select(c => c.Cine.EsaMm2)], fac = [.. first.Select(c => c.Cine.FacPercent)];
        section.Figures(
            [
                Plots.Scatter(eda, esa, "LVEDA (mm²)", "LVESA (mm²)", Note(eda, esa)),
                Plots.Scatter(eda, fac, "LVEDA (mm²)", "LVFAC (%)", Note(eda, fac)),
            ],
            $"How measures of the {SyntheticCohortReport.NameOf(cohort.Trajectories[0])} cines go together. Such associations restate the generator; they say nothing about patients.");
    }

    private static string Note(double[] x, double[] y)
    {
        var r = Correlation.Pearson(x, y);
        return $"r = {Figures.Correlation(r.R)} (95 % CI {Figures.Correlation(r.Lower)} to {Figures.Correlation(r.Upper)}), p = {Figures.P(r.Log10P)}, n = {r.N}";
    }
}
