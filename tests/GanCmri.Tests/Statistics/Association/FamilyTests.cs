using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>Survival, ordered levels, random intercepts and profiles through the study, on R's mtcars; R's values where R is
/// named.</summary>
public sealed class FamilyTests : IDisposable
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

    [Fact]
    public void Run_Cox_HasHazardRatiosAndEvents()
    {
        // R: coxph(Surv(carb, am) ~ wt + hp).
        var row = Run(Model("am", AssociationFamily.Cox, "wt", "hp") with { Time = "carb" }).Rows.Single();
        Close(-1.87621604662798, row.Beta, 1e-8);
        Close(0.60985332823278, row.StandardError, 1e-8);
        Close(Math.Exp(row.Beta), row.Ratio, 1e-12);
        Assert.Equal((13, 19), (row.Cases, row.Controls));
    }

    [Fact]
    public void Run_OrdinalOfNumbersAndOfWords_IsTheSame()
    {
        AssociationRow numbers = Run(Model("gears", AssociationFamily.Ordinal, "wt", "hp")).Rows.Single();
        var words = Run(Model("gear", AssociationFamily.Ordinal, "wt", "hp") with { Order = ["X", "y", "z"] });
        Close(-3.3100042402017, numbers.Beta, 1e-7);
        Close(numbers.Beta, words.Rows.Single().Beta, 1e-12);
        Assert.Contains("order: X < y < z", words.Notes);
        Assert.Contains("--order", Run(Model("gear", AssociationFamily.Ordinal, "wt")).Rows.Single().Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_RandomIntercept_EqualsLmer()
    {
        var rows = Run(Model("mpg", AssociationFamily.Linear, "cyl", "wt") with { Random = ["four"] }).Rows;
        Close(-2.4302327355902, rows[0].Beta, 1e-6);
        Close(22.899959932908, rows[0].DegreesOfFreedom, 1e-5);
        Close(22.753900135493, rows[0].Joint!.DenominatorDf, 1e-5);
        Assert.Contains("share of variance: four 0.682", rows[0].Notes);
    }

    [Fact]
    public void Run_ProfileOfLogistic_HasRsLimits()
    {
        // R's confint of glm(am ~ wt), which interpolates: 2e-4.
        var row = Run(Model("am", AssociationFamily.Logistic, "wt") with { Profile = true }).Rows.Single();
        Close(-7.69893019550, row.Lower, 2e-4);
        Close(-1.83336475261, row.Upper, 2e-4);
        Close(GanCmri.Statistics.Tails.Tail.ChiSquare(43.229733276858 - 19.176084807445, 1).Value, row.Significance.Value, 1e-7);
    }

    // Country is site B or C, so that C is left out and B is compared with C: the profile is that of their 2 x 2 table (numpy).
    [Theory]
    [InlineData(AssociationFamily.Logistic)]
    [InlineData(AssociationFamily.Ordinal)]
    public void Run_ProfileBesideACollinearColumn_IsThatOfTheColumnsFitted(AssociationFamily family)
    {
        string[] rows =
        [
            .. new (string Site, int Cases, int All)[] { ("A", 10, 30), ("B", 12, 40), ("C", 22, 35) }.SelectMany(s =>
                Enumerable.Range(0, s.All).Select(i => $"{(i < s.Cases ? 1 : 0)},{s.Site},{(s.Site == "A" ? 0 : 1)}\n")
            ),
        ];
        var options = Model("ill", family, "site", "country") with { Profile = true };
        var row = Run(options, "ill,site,country\n" + string.Concat(rows)).Rows[0];
        Close(-1.3733909562839828, row.Beta, 1e-7);
        Close(-2.3666991506713497, row.Lower, 1e-6);
        Close(-0.4308580355299887, row.Upper, 1e-6);
        Close(0.004033138517360553, row.Significance.Value, 1e-7);
    }

    [Fact]
    public void Run_ProfileOfCoxAndCounts_HasTheLikelihoodRatiosP()
    {
        foreach (
            var options in new[]
            {
                Model("am", AssociationFamily.Cox, "wt", "hp") with
                {
                    Time = "carb",
                },
                Model("carb", AssociationFamily.Poisson, "wt", "hp"),
            }
        )
        {
            AssociationRow wald = Run(options).Rows.Single(),
                profile = Run(options with { Profile = true }).Rows.Single();
            Assert.Equal(wald.Beta, profile.Beta);
            Assert.NotEqual(wald.Lower, profile.Lower);
            Assert.InRange(profile.Lower, wald.Lower - wald.StandardError, wald.Lower + wald.StandardError);
            Assert.InRange(profile.Significance.Ln / wald.Significance.Ln, 0.7, 3);
        }
    }

    [Fact]
    public void Run_Margins_AreRsPredictions()
    {
        static void Check(MarginRow row, string level, double mean, double error, double lower, double upper)
        {
            Assert.Equal(level, row.Level);
            Close(mean, row.Mean, 1e-6);
            Close(error, row.StandardError, 1e-6);
            Close(lower, row.Lower, 1e-6);
            Close(upper, row.Upper, 1e-6);
        }

        var linear = Run(Model("mpg", AssociationFamily.Linear, "cyl", "wt") with { Margins = true }).Margins;
        Check(linear[0], "four", 23.67753476065, 1.0428474131119, 21.54135867182, 25.81371084947);
        Check(linear[1], "six", 19.42195235867, 0.9693649799791, 17.43629821068, 21.40760650667);
        var logistic = Run(Model("vs", AssociationFamily.Logistic, "am", "wt") with { Categorical = ["am"], Margins = true }).Margins;
        Check(logistic[0], "0", 0.59620715337941, 0.05740970767248, 0.48058429735080, 0.70204902099739);
        Check(logistic[1], "1", 0.23591143146590, 0.04040856268233, 0.16595154489335, 0.32391035593580);
        var counts = Run(Model("carb", AssociationFamily.Poisson, "cyl", "wt") with { Margins = true }).Margins;
        Check(counts[2], "ten", 3.4312576523121, 0.6664134553633, 2.3449538915590, 5.0207934232441);
        Assert.Empty(Run(Model("mpg", AssociationFamily.Linear, "cyl*wt") with { Margins = true }).Margins);
    }

    [Theory]
    [InlineData("random", "linear", null, null, "four")]
    [InlineData("random intercepts or clusters", "linear", null, "four", "four")]
    [InlineData("--time", "cox", null, null, null)]
    [InlineData("Cox", "logistic", "carb", null, null)]
    public void Run_OptionsThatDoNotGoTogether_AreRefused(string says, string family, string? time, string? cluster, string? random)
    {
        var options = Model("am", Enum.Parse<AssociationFamily>(family, true), "wt") with
        {
            Time = time,
            Cluster = cluster,
            Random = random is null ? [] : [random],
        };
        if (says == "random")
            options = options with { Errors = AssociationErrors.Hc3 };
        Assert.Contains(says, Assert.Throws<InputException>(() => Run(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NegativeTimesAndUnknownLevels_AreRefused()
    {
        Assert.Contains(
            "0 or more",
            Assert
                .Throws<InputException>(() =>
                    Run(Model("e", AssociationFamily.Cox, "x") with { Time = "t" }, "e,x,t\n1,1,2\n0,2,-1\n1,3,4\n")
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'z'",
            Assert.Throws<InputException>(() => Run(Model("gear", AssociationFamily.Ordinal, "wt") with { Order = ["x", "y"] })).Message,
            StringComparison.Ordinal
        );
    }
}
