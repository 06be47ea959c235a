using GanCmri.Phenotypes;

namespace GanCmri.Studies.Cohorts;

/// <summary>A phenotype that a cohort's hearts are guided to.</summary>
/// <param name="Key">Its name in a specification: lv-area or sphericity.</param>
/// <param name="Phenotype">How it is measured.</param>
/// <param name="Column">Its head in tables.</param>
/// <param name="Name">Its name as a column in ML.NET.</param>
/// <param name="Distribution">What it is drawn from, at the covariates' means.</param>
/// <param name="Least">Targets below are drawn again.</param>
/// <param name="Most">Targets above are drawn again.</param>
public sealed record TargetPhenotype(string Key, Phenotype Phenotype, string Column, string Name, TargetDistribution Distribution, double Least, double Most)
{
    /// <summary>Its unit in one word, for messages; empty for ratios.</summary>
    public string Unit => Phenotype.Unit;

    /// <summary>Head of the column of targets.</summary>
    public string TargetColumn => Column == PhenotypeTables.LvAreaMm2 ? "LV area target (mm2)" : Column + " target";

    /// <summary>Those that can be guided, without a distribution's say: cavities have an area, and at a circle (1) the index has no gradient.</summary>
    internal static TargetPhenotype[] Known(TargetDistribution distribution) =>
    [
        new("lv-area", Phenotype.LvArea, PhenotypeTables.LvAreaMm2, "LvAreaMm2", distribution, 1, 10_000),
        new("sphericity", Phenotype.Sphericity, PhenotypeTables.SphericityIndex, "SphericityIndex", distribution, .3, .98),
    ];
}
