using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>Models of several terms on R's mtcars; expected values are statsmodels 0.13's, splines' by patsy's basis, CR2's by its
/// definition in n x n matrices.</summary>
public sealed class TermTests : IDisposable
{
    private const double Close8 = 1e-8;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<AssociationRow> Rows(AssociationOptions options, string csv = MotorCars.Csv)
    {
        File.WriteAllText(_folder.File("cars.csv"), csv);
        return AssociationStudy.Run(_folder.File("cars.csv"), options).Rows;
    }

    private IReadOnlyList<AssociationRow> Mpg(string exposure, AssociationErrors? errors = null, params string[] covariates) =>
        Rows(
            new AssociationOptions
            {
                Outcomes = ["mpg"],
                Exposures = [exposure],
                Covariates = covariates,
                Errors = errors,
            }
        );

    private static void Joint(double statistic, int df, double df2, double p, JointTest? test)
    {
        Close(statistic, test!.Statistic, Close8);
        Assert.Equal(df, test.Df);
        Close(df2, test.DenominatorDf, Close8);
        Close(p, test.Significance.Value, 1e-7);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("spline(hp,3)")] // not streamed
    public void Run_Category_IsTestedAsAWhole(string? beside)
    {
        string[] covariates = beside is null ? ["wt"] : ["wt", beside];
        var rows = Mpg("cyl", null, covariates);
        Assert.Equal(["cyl [six vs four]", "cyl [ten vs four]"], rows.Select(r => r.Exposure));
        if (beside is not null)
            return;
        Close(-4.25558240197128, rows[0].Beta, 1e-10);
        Close(1.3860728475406918, rows[0].StandardError, 1e-10);
        Joint(7.2855670859405475, 2, 28, 0.0028353021597624165, rows[0].Joint);
        Close(0.0012265491898423569, rows[1].Joint!.LikelihoodRatio.Value, 1e-7);
    }

    [Fact]
    public void Run_Interaction_ReportsTheProductWithMainEffectsHeld()
    {
        var row = Assert.Single(Mpg("wt:am"));
        Assert.Equal("wt:am", row.Exposure);
        Close(-5.298360491971716, row.Beta, Close8);
        Close(1.4446992968395, row.StandardError, Close8);
        Close(0.0010171478155700459, row.Significance.Value, 1e-7);
        Assert.Null(row.Joint);
    }

    [Fact]
    public void Run_Star_ReportsMainEffectsToo()
    {
        var rows = Mpg("wt*cyl");
        Assert.Equal(
            ["wt", "cyl [six vs four]", "cyl [ten vs four]", "wt:cyl [six vs four]", "wt:cyl [ten vs four]"],
            rows.Select(r => r.Exposure)
        );
        Joint(2.265769024146684, 2, 26, 0.12385702605217956, rows[4].Joint);
    }

    [Fact]
    public void Run_StarWithItsColumnAmongTheCovariates_IsTheSameModel() =>
        Assert.Equal(Mpg("wt*am")[2].Beta, Mpg("wt*am", null, "am")[2].Beta);

    [Fact]
    public void Run_Sum_IsOneModelOfBoth()
    {
        var sum = Mpg("wt+hp");
        Assert.Equal(["wt", "hp"], sum.Select(r => r.Exposure));
        Close(Assert.Single(Mpg("wt", null, "hp")).Beta, sum[0].Beta, 1e-12);
        Close(Assert.Single(Mpg("hp", null, "wt")).StandardError, sum[1].StandardError, 1e-12);
    }

    [Fact]
    public void Run_Hc3_EqualsStatsmodels()
    {
        var row = Assert.Single(Mpg("wt:am", AssociationErrors.Hc3));
        Close(1.4222965777612384, row.StandardError, Close8);
        Close(0.0008734164651127525, row.Significance.Value, 1e-7);
        Assert.True(double.IsNaN(row.PartialR));
        var joint = Mpg("wt:cyl", AssociationErrors.Hc3)[0].Joint;
        Joint(1.718593612286814, 2, 26, 0.19906801829019105, joint);
        Assert.True(double.IsNaN(joint!.LikelihoodRatio.Ln));
    }

    [Fact]
    public void Run_Hc3WhereOneRowAloneDecides_HasNoError()
    {
        var row = Assert.Single(
            Rows(
                new AssociationOptions
                {
                    Outcomes = ["y"],
                    Exposures = ["x"],
                    Errors = AssociationErrors.Hc3,
                },
                "y,x\n1,0\n3,0\n2,0\n5,1\n"
            )
        );
        Close(3, row.Beta, 1e-12);
        Assert.True(double.IsNaN(row.StandardError));
        Assert.Contains("no error: one row alone decides the effect", row.Notes);
    }

    [Fact]
    public void Run_ClustersOfACategory_UseHotellingsDegrees()
    {
        var rows = Rows(
            new AssociationOptions
            {
                Outcomes = ["mpg"],
                Exposures = ["cyl"],
                Covariates = ["wt"],
                Cluster = "four",
            }
        );
        Joint(9.502730438821152, 2, 3.7395922071664316, 0.034194999550179, rows[0].Joint);
        Close(0.054253706821494274, rows[0].Significance.Value, 1e-7);
    }

    [Theory]
    [InlineData("spline(hp,4)")]
    [InlineData("spline( hp , 63.65, 109.85, 175, 253.55)")]
    public void Run_Spline_IsTestedAsAWholeAndForItsBend(string exposure)
    {
        var rows = Mpg(exposure, null, "wt");
        Assert.Equal(2, rows.Count);
        Joint(9.925589449569799, 3, 27, 0.00013943449169567866, rows[0].Joint);
        Close(2.769553794277926e-05, rows[0].Joint!.LikelihoodRatio.Value, 1e-6);
        Joint(6.394553202741186, 2, 27, 0.0053283691905844175, rows[1].Joint);
        Assert.EndsWith(" [nonlinear]", rows[1].Exposure, StringComparison.Ordinal);
        Assert.Equal(rows[0].Joint!.Significance, rows[0].Significance);
        Assert.True(double.IsNaN(rows[0].Beta));
        Assert.True(double.IsFinite(rows[0].Q));
    }

    [Fact]
    public void Run_LogisticCategory_HasWaldAndLikelihoodRatio()
    {
        var rows = Rows(
            new AssociationOptions
            {
                Outcomes = ["vs"],
                Exposures = ["gear"],
                Covariates = ["drat"],
                Family = AssociationFamily.Logistic,
            }
        );
        Close(5.280357066495431, rows[0].Joint!.Statistic, 1e-6);
        Close(0.07134853033439223, rows[0].Joint!.Significance.Value, 1e-6);
        Close(0.0382856259304083, rows[0].Joint!.LikelihoodRatio.Value, 1e-6);
        Assert.Equal(double.PositiveInfinity, rows[0].Joint!.DenominatorDf);
    }

    [Theory]
    [InlineData("spline(hp,2)")]
    [InlineData("spline(hp,9,8,10)")]
    [InlineData("spline(hp,four)")]
    [InlineData("spline(cyl,3)")]
    [InlineData("spline(am,3)")]
    [InlineData("wt:")]
    [InlineData("wt*wt")]
    [InlineData("wt+nosuch")]
    public void Run_FormulaThatMakesNoSense_IsRefused(string exposure) => Assert.Throws<InputException>(() => Mpg(exposure));

    [Theory]
    [InlineData(AssociationErrors.Cr2, null, AssociationFamily.Linear)]
    [InlineData(AssociationErrors.Hc3, "four", AssociationFamily.Linear)]
    [InlineData(AssociationErrors.Hc3, null, AssociationFamily.Logistic)]
    public void Run_ErrorsThatDoNotFit_AreRefused(AssociationErrors errors, string? cluster, AssociationFamily family) =>
        Assert.Contains(
            "errors",
            Assert
                .Throws<InputException>(() =>
                    Rows(
                        new AssociationOptions
                        {
                            Outcomes = ["am"],
                            Exposures = ["wt"],
                            Errors = errors,
                            Cluster = cluster,
                            Family = family,
                        }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Run_ColumnNamedLikeAFormula_IsTheColumn()
    {
        var row = Assert.Single(Rows(new AssociationOptions { Outcomes = ["y"], Exposures = ["a+b*c"] }, "y,a+b*c\n1,1\n2,3\n4,4\n3,6\n"));
        Assert.Equal("a+b*c", row.Exposure);
    }
}
