using GanCmri.Statistics.Association;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Certified;

/// <summary>
/// Published data from table to result, each beside the call of R 4.2 (survival 3.5, MASS 7.3, ordinal 2022.11, lme4 1.1-31 with lmerTest
/// 3.1-3) that gives the expected values; relative tolerances as stated.
/// </summary>
public sealed class PublishedModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private AssociationTable Study(string csv, AssociationOptions options)
    {
        File.WriteAllText(_folder.File("published.csv"), csv);
        return AssociationStudy.Run(_folder.File("published.csv"), options);
    }

    private static void Check(double estimate, double error, double tolerance, AssociationRow row)
    {
        Close(estimate, row.Beta, tolerance);
        Close(error, row.StandardError, tolerance);
    }

    [Fact]
    public void Poisson_InsectSprays()
    {
        // glm(count ~ spray, poisson, InsectSprays); anova(m, test = "LRT"): 310.71253 on 5.
        var rows = Study(
            PublishedData.InsectSprays,
            new AssociationOptions
            {
                Outcomes = ["count"],
                Exposures = ["spray"],
                Family = AssociationFamily.Poisson,
            }
        ).Rows;
        Check(0.0558804583944553, 0.1057445461736784, 1e-8, rows[0]);
        Check(-1.9401794743463290, 0.2138857789493022, 1e-8, rows[1]);
        Check(-1.0815178553088103, 0.1506528425857089, 1e-8, rows[2]);
        Check(-1.4213856809311616, 0.1719204765183754, 1e-8, rows[3]);
        Check(0.1392620673335059, 0.1036683482880940, 1e-8, rows[4]);
        Close(1.17820519930619e-19, rows[1].Significance.Value, 1e-7);
        Close(GanCmri.Statistics.Tails.Tail.ChiSquare(310.7125297024, 5).Ln, rows[0].Joint!.LikelihoodRatio.Ln, 1e-9);
    }

    [Fact]
    public void Logistic_Admissions()
    {
        // glm(Admit == "Admitted" ~ relevel(Gender, "Female") + Dept, binomial, as.data.frame(UCBAdmissions), weights = Freq);
        // confint(m). Errors: X'WX at R's estimates, as glm's own are of the step before.
        var options = new AssociationOptions
        {
            Outcomes = ["admit"],
            Exposures = ["gender"],
            Covariates = ["dept"],
            Cases = ["Admitted"],
            Family = AssociationFamily.Logistic,
        };
        var row = Study(PublishedData.Admissions, options).Rows.Single();
        Check(-0.0998700881593497, 0.0808464665323692, 1e-8, row);
        Close((-0.0998700881593497 - 1.959963984540054 * 0.0808464665323692), row.Lower, 1e-8);
        Close(0.216716801566939, row.Significance.Value, 1e-6);
        Assert.Equal((4526, 1755), (row.Used, row.Cases));
        var profiled = Study(PublishedData.Admissions, options with { Profile = true }).Rows.Single();
        Close(-0.258820512030956, profiled.Lower, 1e-5); // R interpolates
        Close(0.0581687302005112, profiled.Upper, 1e-5);
        var departments = Study(PublishedData.Admissions, options with { Exposures = ["dept"], Covariates = ["gender"] }).Rows;
        Check(-3.3064800558869276, 0.1699818086135637, 1e-8, departments[4]);
        Close(GanCmri.Statistics.Tails.Tail.ChiSquare(763.4027306968, 5).Ln, departments[0].Joint!.LikelihoodRatio.Ln, 1e-9);
    }

    [Fact]
    public void Logistic_Menarche()
    {
        // glm(cbind(Menarche, Total - Menarche) ~ Age, binomial, menarche)
        var row = Study(
            PublishedData.Menarche,
            new AssociationOptions
            {
                Outcomes = ["menarche"],
                Exposures = ["age"],
                Family = AssociationFamily.Logistic,
            }
        )
            .Rows.Single();
        Check(1.63196834822757, 0.0589531746186871, 1e-8, row);
        Close(1.13583418239343e-168, row.Significance.Value, 1e-7);
        Assert.Equal(3918, row.Used);
    }

    [Fact]
    public void Cox_Gehan()
    {
        // coxph(Surv(time, cens) ~ treat, gehan); the profile by uniroot on coxph's partial likelihood.
        var options = new AssociationOptions
        {
            Outcomes = ["cens"],
            Exposures = ["treat"],
            Time = "time",
            Family = AssociationFamily.Cox,
        };
        var row = Study(PublishedData.Gehan, options).Rows.Single();
        Check(1.57212514882907, 0.412396717709455, 1e-8, row);
        Close(2.38040786288213, row.Upper, 1e-8);
        Close(0.000137753761986765, row.Significance.Value, 1e-7);
        Assert.Equal((42, 30), (row.Used, row.Cases));
        var profiled = Study(PublishedData.Gehan, options with { Profile = true }).Rows.Single();
        Close(0.795059370303755, profiled.Lower, 1e-7);
        Close(2.43083310797642, profiled.Upper, 1e-7);
        Close(GanCmri.Statistics.Tails.Tail.ChiSquare(16.3516908389522, 1).Value, profiled.Significance.Value, 1e-7);
    }

    [Fact]
    public void Cox_KidneyOfTwoInfectionsAPatient()
    {
        // coxph(Surv(time, status) ~ age + sex + cluster(id), kidney), whose robust errors have no factor: 38 patients make it sqrt(38/37).
        AssociationRow Of(string exposure, string covariate, string? cluster) =>
            Study(
                PublishedData.Kidney,
                new AssociationOptions
                {
                    Outcomes = ["status"],
                    Exposures = [exposure],
                    Covariates = [covariate],
                    Time = "time",
                    Cluster = cluster,
                    Family = AssociationFamily.Cox,
                }
            )
                .Rows.Single();
        Check(-0.82931383243634831, 0.29895490235813588, 1e-8, Of("sex", "age", null));
        Check(-0.82931383243634831, 0.48346378285225966 * Math.Sqrt(38 / 37.0), 1e-7, Of("sex", "age", "id"));
        Check(0.00203188295714464, 0.00808874704278407 * Math.Sqrt(38 / 37.0), 1e-7, Of("age", "sex", "id"));
    }

    [Fact]
    public void Ordinal_Housing()
    {
        // clm(Sat ~ Infl + Type + Cont, data = housing, weights = Freq), first levels High, Apartment, High; anova with the model
        // without Type.
        var rows = Study(
            PublishedData.Housing,
            new AssociationOptions
            {
                Outcomes = ["sat"],
                Exposures = ["type"],
                Covariates = ["infl", "cont"],
                Order = ["Low", "Medium", "High"],
                Family = AssociationFamily.Ordinal,
            }
        ).Rows;
        Check(0.206163631353028, 0.1380363489123671, 1e-7, rows[0]);
        Check(-0.518664656927624, 0.1334269710583917, 1e-7, rows[1]);
        Check(0.572350002041979, 0.1192380085965915, 1e-7, rows[2]);
        Close(54.6242192558815, rows[0].Joint!.Statistic, 1e-7);
        Close(4.39071694217867e-12, rows[0].Joint!.LikelihoodRatio.Value, 1e-6);
        Assert.Equal(1681, rows[0].Used);
    }

    [Fact]
    public void RandomIntercepts_Orthodont()
    {
        // lmer(distance ~ age + Sex + (1 | Subject), Orthodont), and with age * Sex
        var options = new AssociationOptions
        {
            Outcomes = ["distance"],
            Exposures = ["sex"],
            Covariates = ["age"],
            Random = ["subject"],
        };
        var sex = Study(PublishedData.Orthodont, options).Rows.Single();
        Check(2.321022727272724, 0.7614168492640484, 1e-6, sex);
        Close(25, sex.DegreesOfFreedom, 1e-5);
        Close(5.37505596715139e-03, sex.Significance.Value, 1e-5);
        var product = Study(PublishedData.Orthodont, options with { Exposures = ["age:sex"], Covariates = [] }).Rows.Single();
        Check(0.304829545454456, 0.1214208957277625, 1e-6, product);
        Close(79, product.DegreesOfFreedom, 1e-5);
    }

    [Fact]
    public void RandomIntercepts_SleepStudy()
    {
        // lmer(Reaction ~ Days + (1 | Subject), sleepstudy): variances 1378.1785 and 960.4566
        var row = Study(
            PublishedData.SleepStudy,
            new AssociationOptions
            {
                Outcomes = ["reaction"],
                Exposures = ["days"],
                Random = ["subject"],
            }
        )
            .Rows.Single();
        Check(10.467285959596, 0.80422142894524, 1e-6, row);
        Close(161, row.DegreesOfFreedom, 1e-5);
        Close(6.41260123102367e-27, row.Significance.Value, 1e-5);
        Assert.Contains(row.Notes, n => n.Contains("subject 0.589", StringComparison.Ordinal));
    }

    [Fact]
    public void Margins_OfOrdinalHousing_AreMeansOfPredictedShares()
    {
        // Mean over rows of the shares that clm predicts with Type set, errors by the delta method on vcov(m) with numeric derivatives.
        var means = Study(
            PublishedData.Housing,
            new AssociationOptions
            {
                Outcomes = ["sat"],
                Exposures = ["type"],
                Covariates = ["infl", "cont"],
                Order = ["Low", "Medium", "High"],
                Family = AssociationFamily.Ordinal,
                Margins = true,
            }
        ).Margins;
        void Share(string level, string phenotype, double mean, double error)
        {
            var row = means.Single(m => (m.Level, m.PhenotypeLevel) == (level, phenotype));
            Close(mean, row.Mean, 1e-7);
            Close(error, row.StandardError, 1e-6);
            Assert.InRange(mean, row.Lower, row.Upper);
        }

        Assert.Equal(12, means.Count);
        Share("Apartment", "Low", 0.350570517267232, 0.0158322422582);
        Share("Apartment", "Medium", 0.272594891632434, 0.0110553924839);
        Share("Terrace", "High", 0.270210220339459, 0.0223260243537);
        Share("Tower", "Low", 0.238152482613739, 0.0178365458284);
        Share("Tower", "High", 0.508982510740802, 0.0231843466521);
    }

    [Fact]
    public void Margins_OfRandomInterceptsOrthodont_AreContrastsWithSatterthwaite()
    {
        // contest(lmer(distance ~ age + Sex + (1 | Subject), Orthodont), rbind(c(1, 11, 0), c(1, 11, 1)), joint = FALSE, confint = TRUE)
        var means = Study(
            PublishedData.Orthodont,
            new AssociationOptions
            {
                Outcomes = ["distance"],
                Exposures = ["sex"],
                Covariates = ["age"],
                Random = ["subject"],
                Margins = true,
            }
        ).Margins;
        Assert.Equal(["Female", "Male"], means.Select(m => m.Level));
        Close(22.6477272727272, means[0].Mean, 1e-8);
        Close(0.586138963850820, means[0].StandardError, 1e-6);
        Close(21.4405514792902, means[0].Lower, 1e-6);
        Close(25, means[0].DegreesOfFreedom, 1e-5);
        Close(24.96875, means[1].Mean, 1e-8);
        Close(25.9696872907477, means[1].Upper, 1e-6);
    }
}
