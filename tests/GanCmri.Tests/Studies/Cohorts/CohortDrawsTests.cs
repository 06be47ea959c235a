using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Regression;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Tests.Studies.Cohorts;

public class CohortDrawsTests
{
    private const int Many = 20_000;

    [Fact]
    public void Subject_ManyRows_HaveTheMomentsAndCorrelationAskedFor()
    {
        var subjects = Draw(CohortSpecs.Hearts(areaSd: 400, sphericitySd: .02, r: .6));
        double[] area = [.. subjects.Select(s => s.Targets[0])],
            sphericity = [.. subjects.Select(s => s.Targets[1])];
        var summary = Summary.Of(area);
        Assert.Equal(7000, summary.Mean, 4 * 400 / Math.Sqrt(Many)); // four standard errors, here and below
        Assert.Equal(400, summary.Sd, 4 * 400 / Math.Sqrt(2.0 * Many));
        Assert.Equal(.6, Correlation.Pearson(area, sphericity).R, 4 * (1 - .36) / Math.Sqrt(Many));
    }

    [Fact]
    public void Subject_Empirical_FollowsTheTable()
    {
        double[] table = [.. Enumerable.Range(0, 500).Select(i => 5000 + 6 * Math.Pow(i / 500.0, 3) * 500)];
        var spec = CohortSpecs.Hearts(400, .02, .6);
        spec = spec with { Phenotypes = [spec.Phenotypes[0] with { Distribution = new EmpiricalTarget(table) }, spec.Phenotypes[1]] };
        var area = Draw(spec).Select(s => s.Targets[0]).ToArray();
        // Exceeded by chance in 1 of 1000, and the table's own steps.
        Assert.InRange(KolmogorovSmirnov.Distance(area, table), 0, 1.95 / Math.Sqrt(Many) + 1.0 / 500);
    }

    [Fact]
    public void Subject_Effects_AreFoundAgainAndKeepTheMean()
    {
        var spec = CohortSpecs.Hearts(400, .02, 0) with
        {
            Covariates =
            [
                new NumberCovariate("age", "years", 50, 10, 18, 90, [-10, 0]),
                new CategoryCovariate("sex", [new CategoryLevel("F", .7, [0, 0]), new CategoryLevel("M", .3, [300, .01])]),
            ],
        };
        var subjects = Draw(spec);
        double[][] covariates =
        [
            [.. subjects.Select(s => s.Covariates[0])],
            [.. subjects.Select(s => s.Covariates[1])],
        ];
        var fit = Ols.Fit([.. subjects.Select(s => s.Targets[0])], covariates);
        Assert.Equal(-10, fit.Coefficients[1].Estimate, 4 * fit.Coefficients[1].StandardError);
        Assert.Equal(300, fit.Coefficients[2].Estimate, 4 * fit.Coefficients[2].StandardError);
        Assert.InRange(fit.Coefficients[1].StandardError, 0, .5);
        Assert.Equal(7000, subjects.Average(s => s.Targets[0]), 4 * 450 / Math.Sqrt(Many));
        Assert.Equal(.3, covariates[1].Average(), 4 * .46 / Math.Sqrt(Many));
        Assert.InRange(covariates[0].Min(), 18, 50);
    }

    [Fact]
    public void Subject_CurvedEffects_AreFoundAgainByRegression()
    {
        var effect = new CovariateEffect(-10, .8) { Steps = [new EffectStep(62, -250)] };
        var spec = CohortSpecs.Hearts(400, .02, 0) with { Covariates = [new NumberCovariate("age", "years", 50, 10, 18, 90, [effect, 0])] };
        var subjects = Draw(spec);
        double[] age = [.. subjects.Select(s => s.Covariates[0])];
        var fit = Ols.Fit(
            [.. subjects.Select(s => s.Targets[0])],
            [age, [.. age.Select(a => (a - 50) * (a - 50))], [.. age.Select(a => a >= 62 ? 1.0 : 0)]]
        );
        foreach (var (i, planted) in new[] { -10, .8, -250 }.Index())
        {
            var found = fit.Coefficients[i + 1];
            Assert.Equal(planted, found.Estimate, 4 * found.StandardError);
            Assert.True(found.StandardError < Math.Abs(planted) / 10);
        }

        Assert.Equal(7000, subjects.Average(s => s.Targets[0]), 4 * 450 / Math.Sqrt(Many));
    }

    [Fact]
    public void Covariates_Correlations_AreThoseAskedFor()
    {
        var spec = CohortSpecs.Hearts(400, .02, 0) with
        {
            Covariates =
            [
                new NumberCovariate("age", "years", 50, 10, double.MinValue, double.MaxValue, [0, 0]),
                new NumberCovariate("bmi", "", 27, 4, double.MinValue, double.MaxValue, [0, 0]),
                new CategoryCovariate("sex", [new CategoryLevel("F", .4, [0, 0]), new CategoryLevel("M", .6, [0, 0])]),
            ],
            CovariateCorrelation = new[,]
            {
                { 1, .5, 0 },
                { .5, 1, -.4 },
                { 0, -.4, 1 },
            },
        };
        var draws = new CohortDraws(spec, 5);
        double[][] rows = [.. Enumerable.Range(0, Many).Select(i => draws.Covariates(i))];
        double R(int a, int b) => Correlation.Pearson([.. rows.Select(r => r[a])], [.. rows.Select(r => r[b])]).R;
        var tolerance = 4 / Math.Sqrt(Many); // four standard errors at most
        Assert.Equal(.5, R(0, 1), tolerance);
        Assert.Equal(0, R(0, 2), tolerance);
        // Of two levels cut from a normal score: r times the density at the cut over the root of both shares.
        Assert.Equal(-.4 * .3863 / Math.Sqrt(.4 * .6), R(1, 2), tolerance);
        Assert.Equal(.6, rows.Average(r => r[2]), 4 * .5 / Math.Sqrt(Many));
        Assert.Equal(27, rows.Average(r => r[1]), 4 * 4 / Math.Sqrt(Many));
        Assert.Equal(draws.Subject(7).Covariates, rows[7]);
    }

    [Fact]
    public void Subject_Bounds_CutOff()
    {
        var spec = CohortSpecs.Hearts(400, .02, .6);
        spec = spec with { Phenotypes = [spec.Phenotypes[0] with { Least = 6800, Most = 7100 }, spec.Phenotypes[1]] };
        Assert.All(Draw(spec).Take(500), s => Assert.InRange(s.Targets[0], 6800, 7100));
    }

    [Fact]
    public void Subject_EffectsBeyondBounds_AreRefusedInOneLine()
    {
        var spec = CohortSpecs.Hearts(10, .02, 0);
        spec = spec with
        {
            Phenotypes = [spec.Phenotypes[0] with { Least = 6900, Most = 7100 }, spec.Phenotypes[1]],
            Covariates = [new NumberCovariate("age", "years", 50, 10, 18, 90, [-1000, 0])],
        };
        Assert.Contains("smaller", Assert.Throws<InputException>(() => Draw(spec)).Message);
    }

    [Fact]
    public void Subject_DependsOnSeedAndRowOnly()
    {
        var spec = CohortSpecs.Hearts(400, .02, .6);
        var a = new CohortDraws(spec, 1).Subject(7);
        Assert.Equal(a.Targets, new CohortDraws(spec, 1).Subject(7).Targets);
        Assert.NotEqual(a.Targets, new CohortDraws(spec, 2).Subject(7).Targets);
        Assert.Equal("S0008", a.Name);
    }

    private static DrawnSubject[] Draw(CohortSpec spec)
    {
        var draws = new CohortDraws(spec, 5);
        return [.. Enumerable.Range(0, Many).Select(i => draws.Subject(i))];
    }
}
