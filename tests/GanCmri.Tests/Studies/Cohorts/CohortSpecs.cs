using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Tests.Studies.Cohorts;

/// <summary>Specifications for planted models, whose hearts measure some 7000 mm².</summary>
internal static class CohortSpecs
{
    public static CohortSpec Hearts(double areaSd, double sphericitySd, double r) =>
        new()
        {
            Phenotypes =
            [
                new TargetPhenotype(PhenotypeRegistry.LvArea, new NormalTarget(7000, areaSd), 1000, 20_000),
                new TargetPhenotype(PhenotypeRegistry.Sphericity, new NormalTarget(.8, sphericitySd), .3, .98),
            ],
            Correlation = new[,]
            {
                { 1, r },
                { r, 1 },
            },
        };
}
