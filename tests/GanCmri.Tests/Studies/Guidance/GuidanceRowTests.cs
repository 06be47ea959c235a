using GanCmri.Phenotypes;
using GanCmri.Reports.Guidance;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Tests.Studies.Guidance;

public class GuidanceRowTests
{
    [Fact]
    public void All_PlantedLines_GiveMixedSlopeAndLeakage()
    {
        // Slopes 10, 20, 30, 40: mean 25, SE 12.909944 / 2, t(3) 3.182446. Baselines 100 i: SD 129.09944; index SD the same by 10000.
        var cohort = GuidanceEffectTests.Cohort(4, (i, c) => 100 * i + 10 * i * c, (i, c) => .5 + .01 * i + .001 * c);
        var rows = GuidanceRow.All(cohort);
        var (own, leak) = (rows[0], rows[1]);
        Assert.Equal(25, own.MixedSlope, 9);
        Assert.Equal(25 - 3.182446305 * 6.454972244, own.MixedLower, 6);
        Assert.Equal(25 + 3.182446305 * 6.454972244, own.MixedUpper, 6);
        Assert.Equal(1, own.Share, 12);
        Assert.Equal(.001 / .012909944 / (25 / 129.09944), leak.Share, 6);
    }

    [Fact]
    public void PlausibleSteps_HeartsWithoutCavityFarOut_AreLeftOut()
    {
        // Steps -2 … 3; no cavity at 3 in a fifth of hearts, at -2 in all.
        var cohort = GuidanceEffectTests.Cohort(5, (i, c) => c < -1.5 || (c > 2.5 && i == 1) ? double.NaN : 100 + c, (_, _) => .8);
        Assert.Equal((-1, 2), GuidanceFiles.PlausibleSteps(cohort, PhenotypeRegistry.LvArea));
    }
}
