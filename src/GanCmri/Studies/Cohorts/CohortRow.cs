using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;

namespace GanCmri.Studies.Cohorts;

/// <summary>One row of a cohort's table.</summary>
/// <param name="Heart">Subject, latent, end-diastolic frame.</param>
/// <param name="Cine">Measured over the cine; null where the heart stands still.</param>
/// <param name="Judged">As another network sees the heart under fresh noise; null where none looked.</param>
internal sealed record CohortRow(CohortHeart Heart, CineMeasures? Cine, JudgedHeart? Judged = null)
{
    private LvMeasures EndDiastole => Heart.Frame!.Measures;

    private double Measured(Phenotype phenotype) =>
        phenotype is FramePhenotype frame ? frame.Measure(EndDiastole) : ((CinePhenotype)phenotype).Measure(Cine!);

    private bool Misses(TargetPhenotype phenotype, int index) =>
        phenotype.Misses(Heart.Subject.Targets[index], Measured(phenotype.Phenotype));

    /// <summary>Columns: subject, source, covariates, target, measured and judged value of each phenotype, plausible, the phenotypes whose
    /// target was missed, and of cines ED and ES areas and FAC.</summary>
    public static TableWriter<CohortRow> Table(CohortSpec spec, bool measured, bool judged = false)
    {
        var table = new TableWriter<CohortRow>().Text("subject", r => r.Heart.Subject.Name).Text("source", _ => "synthetic");
        foreach (var (i, covariate) in spec.Covariates.Index())
        {
            if (covariate is NumberCovariate)
                table.Number(covariate.Name, r => r.Heart.Subject.Covariates[i]);
            else
                table.Text(covariate.Name, r => covariate.Text(r.Heart.Subject.Covariates[i]));
        }

        foreach (var (i, phenotype) in spec.Phenotypes.Index())
        {
            table.Number(phenotype.TargetName, r => r.Heart.Subject.Targets[i]);
            if (measured)
                table.Number(phenotype.Name, r => r.Measured(phenotype.Phenotype));
            if (measured && judged)
                table.Number(phenotype.JudgedName, r => r.Judged?.Of(phenotype.Phenotype) ?? double.NaN);
        }

        if (measured)
            table
                .Text("plausible", r => Plausibility.IsPlausible(r.EndDiastole) ? "true" : "false")
                .Text("missed", r => string.Join(' ', spec.Phenotypes.Where((p, i) => r.Misses(p, i)).Select(p => p.Name)));
        if (!measured || spec.Trajectory is null)
            return table;
        return table.Numbers(
            [.. PhenotypeRegistry.Contraction.Where(c => spec.Phenotypes.All(p => p.Phenotype != c))],
            p => p.Name,
            (r, p) => p.Measure(r.Cine!)
        );
    }
}
