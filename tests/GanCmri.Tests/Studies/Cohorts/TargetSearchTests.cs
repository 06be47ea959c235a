using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;

namespace GanCmri.Tests.Studies.Cohorts;

public class TargetSearchTests
{
    // A heart whose phenotypes are curved functions of its latent.
    private static double Area(float[] w) => 2000 + 400 * w[0] + 60 * w[0] * w[0] + 50 * w[1];

    private static double Sphericity(float[] w) => .85 + .05 * w[1] - .01 * w[0] * w[2] + .01 * w[2];

    private static PhenotypeGradient At(float[] w) =>
        new(
            [Area(w), Sphericity(w)],
            [
                [(float)(400 + 120 * w[0]), 50, 0],
                [-.01f * w[2], .05f, .01f - .01f * w[0]],
            ]
        );

    [Theory]
    [InlineData(2300, .88)]
    [InlineData(1700, .80)]
    [InlineData(2600, double.NaN)]
    [InlineData(double.NaN, .80)]
    public void Take_TwoRoundsOfTwoImages_MeetTheTarget(double area, double sphericity)
    {
        float[] start = [.1f, -.2f, .3f];
        var search = new TargetSearch(start, new PhenotypeTarget([area, sphericity]));
        for (var i = 0; i < 4 && !search.Finished; i++)
        {
            if (i % 2 == 0)
                search.Differentiate(At(search.Best));
            search.Take(Frame(Area(search.Next), Sphericity(search.Next)));
        }

        Assert.Equal(double.IsNaN(area) ? Area(start) : area, Area(search.Best), .01 * 2600);
        Assert.Equal(double.IsNaN(sphericity) ? Sphericity(start) : sphericity, Sphericity(search.Best), .003);
    }

    [Fact]
    public void Take_LooksThatDiffer_MeetTheTargetOnAverage()
    {
        // The first look sees 150 mm² more than the others; the gradient is its own.
        float[] start = [.1f, -.2f, .3f];
        var search = new TargetSearch(start, new PhenotypeTarget([2300, .86]));
        for (var i = 0; i < 6 && !search.Finished; i++)
        {
            if (i % 2 == 0)
                search.Differentiate(At(search.Best) with { Values = [Area(search.Best) + 150, Sphericity(search.Best)] });
            var looks = new[] { 150, -70, -80 }.Select(more => new PhenotypeTarget([Area(search.Next) + more, Sphericity(search.Next)]));
            search.Take(Frame(Area(search.Next) + 150, Sphericity(search.Next)), PhenotypeTarget.Mean([.. looks]));
        }

        Assert.Equal(2300, Area(search.Best), .01 * 2300);
    }

    [Fact]
    public void Differentiate_WhereAStepLedToNothingBetter_GoesHalfAsFarUntilStuck()
    {
        float[] start = [.1f, -.2f, .3f];
        var search = new TargetSearch(start, new PhenotypeTarget([2300, .86]));
        search.Differentiate(At(start));
        search.Take(Frame(2200, .86));
        Assert.False(search.Stuck);
        var best = search.Best;
        var lengths = new List<double>();
        for (; !search.Stuck; search.Take(Frame(1500, .7)))
        {
            search.Differentiate(At(best));
            lengths.Add(Vectors.Norm(Vectors.Subtract(search.Next, best)));
        }

        Assert.Same(best, search.Best);
        Assert.Equal([1, .5, .25], lengths.Select(l => Math.Round(l / lengths[0], 4)));
    }

    [Fact]
    public void Take_NoCavity_GoesHalfTheWay()
    {
        float[] start = [0, 0, 0];
        var search = new TargetSearch(start, new PhenotypeTarget([2400, double.NaN]));
        search.Differentiate(At(start));
        var far = search.Next;
        search.Take(Frame(double.NaN, double.NaN, QualityFlags.NoCavity));
        Assert.Equal(far[0] / 2, search.Next[0], 5);
        var half = search.Next;
        search.Take(Frame(2200, .85));
        Assert.Equal(half, search.Best);
    }

    [Fact]
    public void Take_HeartWithoutResponse_StaysWhereItIs()
    {
        float[] start = [1, 2];
        var search = new TargetSearch(start, new PhenotypeTarget([2400, .8]));
        search.Differentiate(
            new PhenotypeGradient(
                [2000, .8],
                [
                    [0, 0],
                    [0, 0],
                ]
            )
        );
        Assert.Equal(start, search.Next);
        search.Take(Frame(2000, .8));
        Assert.True(search.Finished);
        Assert.Equal(start, search.Best);
    }

    private static MeasuredFrame Frame(double area, double sphericity, QualityFlags flags = QualityFlags.None) =>
        new(
            new GrayImage(1, 1, [0]),
            new Mask(1, 1, [false]),
            new LvMeasures
            {
                AreaPx = area,
                AreaMm2 = area,
                SphericityIndex = sphericity,
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
                Flags = flags,
            }
        );
}
