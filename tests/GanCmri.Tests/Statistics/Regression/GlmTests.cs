using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Regression;

/// <summary>Counts: R's warpbreaks (Tippett 1950), expected values of statsmodels 0.13 (those R's glm and MASS::glm.nb print), 1e-8
/// relative unless said.</summary>
public class GlmTests
{
    private static readonly double[] Breaks =
    [
        26,
        30,
        54,
        25,
        70,
        52,
        51,
        26,
        67,
        18,
        21,
        29,
        17,
        12,
        18,
        35,
        30,
        36,
        36,
        21,
        24,
        18,
        10,
        43,
        28,
        15,
        26,
        27,
        14,
        29,
        19,
        29,
        31,
        41,
        20,
        44,
        42,
        26,
        19,
        16,
        39,
        28,
        21,
        39,
        29,
        20,
        21,
        24,
        17,
        13,
        15,
        15,
        16,
        28,
    ];

    private static readonly double[][] Columns =
    [
        Indicator(i => i >= 27), // wool B
        Indicator(i => i / 9 % 3 == 1), // tension M
        Indicator(i => i / 9 % 3 == 2), // tension H
    ];

    private static readonly RegressionOptions Tension = new()
    {
        Joint =
        [
            [1, 2],
        ],
    };

    private static double[] Indicator(Predicate<int> holds) => [.. Enumerable.Range(0, 54).Select(i => holds(i) ? 1.0 : 0)];

    private static void Check(GlmFit fit, double[] estimates, double[] errors, double tolerance = 1e-8)
    {
        Assert.Null(fit.Failure);
        for (var i = 0; i < estimates.Length; i++)
        {
            Close(estimates[i], fit.Coefficients[i].Estimate, tolerance);
            Close(errors[i], fit.Coefficients[i].StandardError, tolerance);
        }
    }

    [Fact]
    public void Fit_Poisson_EqualsStatsmodels()
    {
        var fit = Glm.Fit(GlmFamily.Poisson, new GlmRows(Breaks, Columns), Tension);
        Check(
            fit,
            [3.6919631449407957, -0.20598844263862126, -0.3213204316006101, -0.5184884965115583],
            [0.04541079434280105, 0.051571242783730015, 0.06026591669548099, 0.06395951939589976]
        );
        Close(210.39188876245382, fit.Deviance, 1e-10);
        Close(-242.52798320897858, fit.LogLikelihood, 1e-10);
        Close(71.05066552013142, fit.Joint[0]!.Statistic, 1e-8);
        Close(3.9376190313661407e-16, fit.Joint[0]!.LikelihoodRatio.Value, 1e-8);
    }

    [Fact]
    public void Fit_NegativeBinomial_EqualsStatsmodels()
    {
        var fit = Glm.Fit(GlmFamily.NegativeBinomial, new GlmRows(Breaks, Columns), Tension);
        Close(9.944384633831062, 1 / fit.Dispersion, 1e-6);
        Check(
            fit,
            [3.6733545661669886, -0.1862110518666262, -0.2992272381816062, -0.5113955150814269],
            [0.09790305035762464, 0.10096140241362214, 0.12172850050888978, 0.12373986810167785],
            1e-6
        );
        Close(-199.38190388900293, fit.LogLikelihood, 1e-10);
        Close(0.0004977290430133901, fit.Joint[0]!.LikelihoodRatio.Value, 1e-7);
    }

    [Fact]
    public void Fit_NegativeBinomialOfCountsWithoutExtraSpread_IsPoisson()
    {
        double[] y = [2, 3, 2, 3, 4, 3, 4, 5, 4, 5];
        double[][] x =
        [
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        ];
        var fit = Glm.Fit(GlmFamily.NegativeBinomial, new GlmRows(y, x));
        Assert.Equal(0, fit.Dispersion);
        Close(Glm.Fit(GlmFamily.Poisson, new GlmRows(y, x)).Coefficients[1].StandardError, fit.Coefficients[1].StandardError, 1e-12);
    }

    [Fact]
    public void Fit_PoissonOfACategoryWithoutEvents_HasNoMaximum() =>
        Assert.Contains(
            "no finite maximum",
            Glm.Fit(
                GlmFamily.Poisson,
                new GlmRows(
                    [3, 4, 2, 5, 0, 0, 0],
                    [
                        [0, 0, 0, 0, 1, 1, 1],
                    ]
                )
            ).Failure,
            StringComparison.Ordinal
        );

    [Fact]
    public void Fit_NormalAndBinomialWithoutWeights_EqualOlsAndLogistic()
    {
        var ols = Ols.Fit(Breaks, Columns, Tension);
        var fit = Glm.Fit(GlmFamily.Normal, new GlmRows(Breaks, Columns), Tension);
        Check(fit, [.. ols.Coefficients.Select(c => c.Estimate)], [.. ols.Coefficients.Select(c => c.StandardError)], 1e-10);
        Close(ols.Joint[0]!.Significance.Value, fit.Joint[0]!.Significance.Value, 1e-10);
        bool[] many = [.. Breaks.Select(b => b > 25)];
        var logistic = Logistic.Fit(many, Columns, Tension);
        var binomial = Glm.Fit(GlmFamily.Binomial, new GlmRows([.. many.Select(m => m ? 1.0 : 0)], Columns), Tension);
        Check(binomial, [.. logistic.Coefficients.Select(c => c.Estimate)], [.. logistic.Coefficients.Select(c => c.StandardError)], 1e-8);
        Close(logistic.Joint[0]!.LikelihoodRatio.Value, binomial.Joint[0]!.LikelihoodRatio.Value, 1e-8);
    }

    [Fact]
    public void Fit_PoissonOfClustersOfOneRow_IsHc2WithItsDegrees()
    {
        // Two groups: the log ratio's HC2 variance is s²/(n m²) of each group, by the delta method on their means.
        double[] a = [3, 5, 4, 8, 6],
            b = [1, 2, 4, 1, 3, 2, 5, 9];
        var fit = Glm.Fit(
            GlmFamily.Poisson,
            new GlmRows(
                [.. a, .. b],
                [
                    [.. Enumerable.Range(0, 13).Select(i => i < 5 ? 1.0 : 0)],
                ]
            ),
            new RegressionOptions { Clusters = [.. Enumerable.Range(0, 13)] }
        );
        static double Part(double[] v) => MathNet.Numerics.Statistics.Statistics.Variance(v) / v.Length / Math.Pow(v.Average(), 2);
        Close(Math.Log(a.Average() / b.Average()), fit.Coefficients[1].Estimate, 1e-10);
        Close(Math.Sqrt(Part(a) + Part(b)), fit.Coefficients[1].StandardError, 1e-8);
    }
}
