using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Reports.Hearts;
using GanCmri.Studies;
using GanCmri.Studio.Explore;

namespace GanCmri.Studio.Tests.Explore;

public sealed class HeartNumberTests
{
    private const double FieldMm = 4; // of 4 px

    [Fact]
    public void All_EndDiastoleIsTheLargestFrameAndEndSystoleTheSmallest()
    {
        var numbers = Numbers(new HeartRecipe(), 2000, 2500, 1500);
        Assert.Equal(2500, numbers["lv_area_mm2"].Measured);
        Assert.Equal(Index(2500), numbers["sphericity_index"].Measured);
        Assert.Equal(1500, numbers["lv_esa_mm2"].Measured);
        Assert.Equal(40, numbers["lv_fac_percent"].Measured, 9); // (2500 - 1500) / 2500
    }

    [Theory]
    [InlineData(2500, false)]
    [InlineData(2520, false)]
    [InlineData(2530, true)]
    [InlineData(2470, true)]
    [InlineData(2000, true)] // what the first frame measures
    public void All_AreaIsMissedBeyondOnePercent(double asked, bool missed) =>
        Assert.Equal(missed, Numbers(new HeartRecipe { LvAreaMm2 = asked }, 2000, 2500, 1500)["lv_area_mm2"].Missed);

    [Theory]
    [InlineData(40.9, false)]
    [InlineData(41.1, true)]
    public void All_FacIsMissedBeyondOnePoint(double asked, bool missed) =>
        Assert.Equal(missed, Numbers(new HeartRecipe { FacPercent = asked }, 2000, 2500, 1500)["lv_fac_percent"].Missed);

    [Theory]
    [InlineData(.0019, false)]
    [InlineData(.0021, true)]
    public void All_IndexIsMissedBeyondTwoThousandths(double off, bool missed) =>
        Assert.Equal(missed, Numbers(new HeartRecipe { SphericityIndex = Index(2500) + off }, 2000, 2500, 1500)["sphericity_index"].Missed);

    [Fact]
    public void Cine_OfAnUnevenBeat_SaysSo()
    {
        Assert.Empty(Notes(100, 60, 40, 80));
        Assert.Contains("the beat is uneven", Assert.Single(Notes(100, 60, 90, 40, 80)), StringComparison.Ordinal);

        static string[] Notes(params double[] areas) => HeartCine.Of(Made(new HeartRecipe(), areas)).Notes;
    }

    private static double Index(double area) => area / 4000;

    private static Dictionary<string, HeartNumber> Numbers(HeartRecipe recipe, params double[] areas) =>
        HeartNumber.All(Made(recipe, areas)).ToDictionary(n => n.Name);

    private static BeatingHeart Made(HeartRecipe recipe, double[] areas)
    {
        MeasuredFrame[] frames = [.. areas.Select(Frame)];
        return new BeatingHeart(recipe, frames[0].Measures, frames, FieldMm);
    }

    private static MeasuredFrame Frame(double area) =>
        new(
            new GrayImage(4, 4, new float[16]),
            new Mask(4, 4, new bool[16]),
            new LvMeasures
            {
                AreaPx = area,
                AreaMm2 = area,
                SphericityIndex = Index(area),
                Eccentricity = 0,
                MajorAxisPx = 1,
                MinorAxisPx = 1,
                MajorAxisMm = 1,
                MinorAxisMm = 1,
                CentreX = 2,
                CentreY = 2,
                CavityIntensity = 0,
                MyocardialIntensity = 0,
                WallThicknessMm = 8,
                Uncertainty = 0,
                Flags = QualityFlags.None,
            }
        );
}
