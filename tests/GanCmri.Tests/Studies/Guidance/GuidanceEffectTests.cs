using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Studies.Guidance;

public class GuidanceEffectTests
{
    private static readonly double[] Steps = [-2, -1, 0, 1, 2, 3];

    [Fact]
    public void Of_PlantedLines_FindsSlopeAndCorrelation()
    {
        // Heart i: area 100 i + 10 c, sphericity 0.8 - 0.01 c. Baseline areas 100 … 500: SD 158.11.
        var cohort = Cohort(5, (i, c) => 100 * i + 10 * c, (_, c) => .8 - .01 * c);
        var area = GuidanceEffect.Of(cohort, PhenotypeRegistry.LvArea, PhenotypeRegistry.LvArea);
        Assert.Equal(1, area.MedianR.Estimate, 12);
        Assert.Equal(10, area.MedianSlope.Estimate, 9);
        Assert.Equal(10 / 158.11388300841898, area.Standardised, 9);
        Assert.Equal(1, area.ShareRising);
        Assert.Equal(5, area.MedianR.Units);
        var leak = GuidanceEffect.Of(cohort, PhenotypeRegistry.LvArea, PhenotypeRegistry.Sphericity);
        Assert.Equal(-1, leak.MedianR.Estimate, 12);
        Assert.Equal(-.01, leak.MedianSlope.Estimate, 12);
        Assert.Equal(0, leak.ShareRising);
    }

    [Fact]
    public void Of_HeartsThatDisagree_MedianAndShareSayso()
    {
        var cohort = Cohort(7, (i, c) => 100 + (i <= 4 ? 1 : -1) * c, (_, _) => .8);
        var effect = GuidanceEffect.Of(cohort, PhenotypeRegistry.LvArea, PhenotypeRegistry.LvArea);
        Assert.Equal(1, effect.MedianR.Estimate, 12);
        Assert.True(effect.MedianR.Lower < 0);
        Assert.Equal(4 / 7.0, effect.ShareRising, 12);
    }

    [Fact]
    public void Of_HeartsWithoutCavity_AreNotCounted()
    {
        var cohort = Cohort(5, (i, c) => i == 1 ? double.NaN : 100 + c, (_, _) => .8);
        var effect = GuidanceEffect.Of(cohort, PhenotypeRegistry.LvArea, PhenotypeRegistry.LvArea);
        Assert.Equal(4, effect.MedianR.Units);
        Assert.Equal("n too small for an interval", effect.Interval);
    }

    internal static StudyResult Cohort(int hearts, Func<int, double, double> area, Func<int, double, double> sphericity)
    {
        LvMeasures At(int i, double c) => Measures(area(i, c), sphericity(i, c));
        var options = new StudyOptions { Subjects = hearts, GuidanceSteps = Steps };
        return new StudyResult(
            options,
            [
                .. Enumerable
                    .Range(1, hearts)
                    .Select(i =>
                    {
                        LvMeasures[] still = [At(i, 0), At(i, 0)];
                        return new SubjectResult(
                            $"S{i}",
                            [new CineResult(MotionKind.EdToEs, still, CineMeasures.Of(still, [0, 20]))],
                            [new GuidanceResult(PhenotypeRegistry.LvArea, Steps, [.. Steps.Select(c => At(i, c))])]
                        );
                    }),
            ]
        );
    }

    private static LvMeasures Measures(double area, double sphericity) =>
        new()
        {
            AreaPx = area,
            AreaMm2 = area,
            SphericityIndex = double.IsNaN(area) ? double.NaN : sphericity,
            Eccentricity = 0,
            MajorAxisPx = 1,
            MinorAxisPx = 1,
            MajorAxisMm = 1,
            MinorAxisMm = 1,
            CentreX = 0,
            CentreY = 0,
            CavityIntensity = 0,
            MyocardialIntensity = 0,
            WallThicknessMm = 0,
            Uncertainty = 0,
            Flags = double.IsNaN(area) ? QualityFlags.NoCavity : QualityFlags.None,
        };
}
