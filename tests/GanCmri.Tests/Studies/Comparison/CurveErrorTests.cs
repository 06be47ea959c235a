using GanCmri.Phenotypes;
using GanCmri.Studies.Comparison;

namespace GanCmri.Tests.Studies.Comparison;

public class CurveErrorTests
{
    private static MovingCine Cine(params double[] areas) => new("A", [], [.. areas.Select(Measured)]);

    private static LvMeasures Measured(double area) =>
        new()
        {
            AreaPx = area,
            AreaMm2 = area,
            SphericityIndex = 1,
            Eccentricity = 0,
            MajorAxisPx = 1,
            MinorAxisPx = 1,
            MajorAxisMm = 1,
            MinorAxisMm = 1,
            CentreX = 0,
            CentreY = 0,
            CavityIntensity = 0,
            MyocardialIntensity = 0,
            WallThicknessMm = 1,
            Uncertainty = 0,
            Flags = double.IsNaN(area) ? QualityFlags.NoCavity : QualityFlags.None,
        };

    [Fact]
    public void Of_KnownCurves_GivesTheirDifferencesRelativeToEndDiastole()
    {
        // 100, 75, 50, 100 % of end-diastole against 100, 50, 60, 100 %.
        var error = CurveError.Of(Cine(200, 150, 100, 200), Cine(100, 50, 60, 100));
        Assert.Equal(Math.Sqrt((25 * 25 + 10 * 10) / 4.0), error.RmsePercent, 9);
        Assert.Equal(0, error.FacError, 9); // both halve
        Assert.Equal(25, error.TimeToEsError, 9); // one frame of four later
    }

    [Fact]
    public void Of_LargerContraction_IsAPositiveError() => Assert.Equal(20, CurveError.Of(Cine(10, 3), Cine(10, 5)).FacError, 9);

    [Fact]
    public void Of_FramesWithoutACavity_AreLeftOut()
    {
        Assert.Equal(0, CurveError.Of(Cine(10, double.NaN, 5), Cine(10, 1, 5)).RmsePercent, 9);
        Assert.True(double.IsNaN(CurveError.Of(Cine(double.NaN, 1), Cine(10, 5)).RmsePercent));
    }
}
