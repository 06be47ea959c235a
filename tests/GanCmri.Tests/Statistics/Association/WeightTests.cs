using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>
/// Weights, offsets, rates and ratios on R's mtcars. Estimates are statsmodels 0.13's; errors of weighted models those of Taylor's
/// linearisation computed in numpy, without clusters also statsmodels' HC0 times the root of n/(n-1).
/// </summary>
public sealed class WeightTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private AssociationTable Run(AssociationOptions options, string csv = MotorCars.Csv)
    {
        File.WriteAllText(_folder.File("cars.csv"), csv);
        return AssociationStudy.Run(_folder.File("cars.csv"), options);
    }

    private static AssociationOptions Model(string outcome, AssociationFamily family, string exposure, params string[] covariates) =>
        new()
        {
            Outcomes = [outcome],
            Exposures = [exposure],
            Covariates = covariates,
            Family = family,
        };

    private static void Check(double beta, double error, double p, AssociationRow row)
    {
        Close(beta, row.Beta, 1e-8);
        Close(error, row.StandardError, 1e-8);
        Close(p, row.Significance.Value, 1e-7);
    }

    [Fact]
    public void Run_WeightedLinear_HasTaylorsErrors()
    {
        var options = Model("mpg", AssociationFamily.Linear, "wt", "am") with { Weights = "gears" };
        Check(-5.8927198765544215, 0.9049905285054446, 3.957073376708745e-07, Run(options).Rows.Single());
        Check(-5.8927198765544215, 0.8888647458313533, 0.0011761384651094704, Run(options with { Cluster = "four" }).Rows.Single());
    }

    [Fact]
    public void Run_WeightedLogistic_HasTaylorsErrors() =>
        Check(
            -3.9790473391805175,
            1.5955054995964542,
            0.018373793735635763,
            Run(Model("am", AssociationFamily.Logistic, "wt") with { Weights = "gears" }).Rows.Single()
        );

    [Fact]
    public void Run_WeightsScaled_ChangeNothing()
    {
        var csv = MotorCars.Csv.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] scaled =
        [
            csv[0] + ",w",
            .. csv[1..].Select(l => l + "," + 1000 * int.Parse(l.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture)),
        ];
        var options = Model("carb", AssociationFamily.Poisson, "wt");
        AssociationRow a = Run(options with { Weights = "gears" }).Rows.Single(),
            b = Run(options with { Weights = "w" }, string.Join('\n', scaled)).Rows.Single();
        Close(a.StandardError, b.StandardError, 1e-10);
    }

    [Fact]
    public void Run_WeightOfZero_LeavesTheRowOut()
    {
        var options = Model("y", AssociationFamily.Linear, "x") with { Weights = "w" };
        var row = Run(options, "y,x,w\n1,1,1\n2,2,2\n2,3,1\n5,4,2\n99,5,0\n").Rows.Single();
        Close(Run(options, "y,x,w\n1,1,1\n2,2,2\n2,3,1\n5,4,2\n").Rows.Single().Beta, row.Beta, 1e-12);
        Assert.Equal((4, 0), (row.Used, row.Missing));
        Assert.Equal(["rows of weight 0 left out: 1"], row.Notes);
    }

    [Fact]
    public void Run_PoissonWithLogOffset_HasRateRatios()
    {
        var row = Run(Model("carb", AssociationFamily.Poisson, "wt", "am") with { Offset = "log(hp)" }).Rows.Single();
        Close(0.050799346723419264, row.Beta, 1e-7);
        Close(0.14295283257753608, row.StandardError, 1e-7);
        Close(Math.Exp(0.050799346723419264), row.Ratio, 1e-8);
    }

    [Fact]
    public void Run_LogisticWithOffset_EqualsStatsmodels()
    {
        var row = Run(Model("am", AssociationFamily.Logistic, "wt") with { Offset = "drat" }).Rows.Single();
        Close(-3.4943533973597987, row.Beta, 1e-7);
        Close(1.4220601289876675, row.StandardError, 1e-7);
    }

    [Fact]
    public void Run_LinearWithOffset_IsThatOfTheDifference()
    {
        var row = Run(Model("y", AssociationFamily.Linear, "x") with { Offset = "o" }, "y,x,o\n1,1,1\n3,2,2\n2,3,0\n5.5,4,2\n")
            .Rows.Single();
        var difference = Run(Model("y", AssociationFamily.Linear, "x"), "y,x\n0,1\n1,2\n2,3\n3.5,4\n").Rows.Single();
        Check(difference.Beta, difference.StandardError, difference.Significance.Value, row);
    }

    [Fact]
    public void Run_CategoriesAndInteractions_HaveStandardisersOfTheirParts()
    {
        const string Cells = "y,x,g\n1,1,a\n3,2,a\n2,3,b\n5.5,4,b\n4,5,a\n9,6,b\n";
        var (y, x) = (SdOf(1, 3, 2, 5.5, 4, 9), SdOf(1, 2, 3, 4, 5, 6));
        var rows = Run(Model("y", AssociationFamily.Linear, "x*g"), Cells).Rows;
        Assert.Equal(["x", "g [b vs a]", "x:g [b vs a]"], rows.Select(r => r.Exposure));
        Close(x / y, rows[0].Standardiser, 1e-12);
        Close(1 / y, rows[1].Standardiser, 1e-12);
        Close(x / y, rows[2].Standardiser, 1e-12);
        Assert.True(double.IsNaN(Run(Model("y", AssociationFamily.Linear, "spline(x,3)"), Cells).Rows[0].Standardiser));
    }

    private static double SdOf(params double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    [Fact]
    public void Run_Logistic_HasOddsRatiosWithInterval()
    {
        var row = Run(Model("am", AssociationFamily.Logistic, "wt")).Rows.Single();
        Close(0.017881833635511945, row.Ratio, 1e-7);
        Close(0.0010706250923832113, row.RatioLower, 1e-7);
        Close(0.2986666167671641, row.RatioUpper, 1e-7);
        Assert.True(double.IsNaN(row.BetaStandardised));
    }

    [Theory]
    [InlineData(null)] // streamed
    [InlineData(AssociationErrors.Hc3)]
    public void Run_Linear_HasEffectsPerSdAndStandardised(AssociationErrors? errors)
    {
        var rows = Run(Model("mpg", AssociationFamily.Linear, "wt+hp") with { Errors = errors }).Rows;
        Close(-3.794292352560131, rows[0].BetaPerSd, 1e-9);
        Close(-0.6295545141201153, rows[0].BetaStandardised, 1e-9);
        Close(-0.36145066568163803, rows[1].BetaStandardised, 1e-9);
        Close(rows[0].BetaStandardised, rows[0].Beta * rows[0].Standardiser, 1e-12);
        Assert.True(double.IsNaN(rows[0].Ratio));
        Assert.True(double.IsNaN(Run(Model("mpg", AssociationFamily.Linear, "cyl") with { Errors = errors }).Rows[0].BetaPerSd));
    }

    [Fact]
    public void Lambda_OfKnownMedian_IsItsChiSquare()
    {
        // Twice the median of chi-square, 0.9098728, has p 0.3401482.
        PValue[] three = [PValue.From(0.9), PValue.From(0.5), PValue.From(0.01)];
        var twice = PValue.FromLn(Math.Log(0.34014815860066416));
        Close(1, GenomicControl.Lambda([.. Enumerable.Repeat(three, 7).SelectMany(p => p), PValue.None]), 1e-12);
        Close(2, GenomicControl.Lambda(Enumerable.Repeat(twice, 20)), 1e-9);
        Assert.True(double.IsNaN(GenomicControl.Lambda([.. Enumerable.Repeat(twice, 19), PValue.None])));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Lambda_OfAStudy_IsThereFromTwentyTests(int exposures, bool known)
    {
        var options = Model("mpg", AssociationFamily.Linear, "wt") with
        {
            Outcomes = ["mpg", "hp", "drat", "carb"],
            Exposures = [.. new[] { "wt", "vs", "am", "four", "gears" }.Take(exposures)],
        };
        Assert.All(Run(options).Rows, r => Assert.Equal(known, r.Lambda > 1));
    }

    [Theory]
    [InlineData("weights", "y,x,w\n1,1,-1\n2,2,2\n2,3,1\n5,4,2\n", null)]
    [InlineData("weight or offset", "y,x,w\n1,1,a\n2,2,b\n2,3,c\n5,4,d\n", null)]
    [InlineData("above 0", "y,x,w\n1,1,0\n2,2,2\n2,3,1\n5,4,2\n", "log(w)")]
    public void Run_WeightsAndOffsetsThatCannotBe_AreRefused(string says, string csv, string? offset) =>
        Assert.Contains(
            says,
            Assert
                .Throws<InputException>(() =>
                    Run(Model("y", AssociationFamily.Linear, "x") with { Weights = offset is null ? "w" : null, Offset = offset }, csv)
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("mpg", "phenotype is no count: not whole, or below 0")]
    [InlineData("cyl", "the phenotype is text; a count model needs numbers")]
    public void Run_CountsThatAreNone_SaySo(string outcome, string note) =>
        Assert.Contains(note, Run(Model(outcome, AssociationFamily.NegativeBinomial, "wt")).Rows.Single().Notes);
}
