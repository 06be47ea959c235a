using GanCmri.Statistics.Regression;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using static GanCmri.Tests.Statistics.StatisticsGolden;
using Logistic = GanCmri.Statistics.Regression.Logistic;

namespace GanCmri.Tests.Statistics.Regression;

public class LogisticTests
{
    [Theory]
    [InlineData(99_999)]
    [InlineData(1e9)]
    public void Fit_OutlierInOneRow_ConvergesToTheMaximum(double outlier)
    {
        var (bmi, cases) = Cohort(400);
        bmi[3] = outlier;
        var fit = Logistic.Fit(cases, [bmi]);
        Assert.Equal(LogisticStatus.Converged, fit.Status);
        // At the maximum the residuals sum up to 0, as they do times the column; the outlier's own part weighs it.
        var b = fit.Coefficients.Select(c => c.Estimate).ToArray();
        var residuals = bmi.Select((x, i) => (cases[i] ? 1 : 0) - 1 / (1 + Math.Exp(-b[0] - b[1] * x))).ToArray();
        Assert.InRange(residuals.Sum(), -1e-6, 1e-6);
        Assert.InRange(residuals.Zip(bmi, (r, x) => r * x).Sum() / outlier, -1e-6, 1e-6);
        var scaled = Logistic
            .Fit(
                cases,
                [
                    [.. bmi.Select(x => 1e-6 * x)],
                ]
            )
            .Coefficients[1];
        Close(fit.Coefficients[1].P, scaled.P, 1e-6);
    }

    [Fact]
    public void Fit_FewExposedOfMany_EqualsTheTwoByTwoTable()
    {
        const int N = 300_000;
        double[] exposed = [.. Enumerable.Range(0, N).Select(i => i < 5 ? 1.0 : 0)];
        bool[] cases = [.. Enumerable.Range(0, N).Select(i => i is 0 or 1 or 2 || (i >= 5 && i % 3000 == 0))];
        var others = cases.Skip(5).Count(c => c);
        var fit = Logistic.Fit(cases, [exposed]);
        Assert.Equal(LogisticStatus.Converged, fit.Status);
        Close(Math.Log(3 / 2.0 / (others / (double)(N - 5 - others))), fit.Coefficients[1].Estimate, 1e-9);
        Close(Math.Sqrt(1 / 3.0 + 1 / 2.0 + 1.0 / others + 1.0 / (N - 5 - others)), fit.Coefficients[1].StandardError, 1e-9);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100_000)]
    public void Fit_LevelWithoutCases_IsSeparated(int rows)
    {
        var (bmi, cases) = Cohort(rows);
        double[] level = [.. bmi.Select((_, i) => i % 10 == 0 ? 1.0 : 0)];
        for (var i = 0; i < rows; i += 10)
            cases[i] = false;
        Assert.Equal(LogisticStatus.Separated, Logistic.Fit(cases, [bmi, level]).Status);
    }

    // Of three sites by their shares of cases (numpy); country, which is B or C, is left out and cannot stand in for them.
    [Fact]
    public void Fit_JointTestBesideACollinearColumn_HasTheRatioOfTheColumnsFitted()
    {
        char[] sites = [.. new string('A', 30), .. new string('B', 40), .. new string('C', 35)];
        bool[] cases =
        [
            .. sites.Select(
                (s, i) =>
                    s == 'A' ? i < 10
                    : s == 'B' ? i < 42
                    : i < 92
            ),
        ];
        double[][] columns = [.. new[] { "B", "C", "BC" }.Select(of => System.Array.ConvertAll(sites, s => of.Contains(s) ? 1.0 : 0))];
        var options = new RegressionOptions
        {
            Joint =
            [
                [0, 1],
            ],
        };
        var binomial = Glm.Fit(GlmFamily.Binomial, new GlmRows(System.Array.ConvertAll(cases, c => c ? 1.0 : 0), columns), options);
        Close(0.008410423098563203, Logistic.Fit(cases, columns, options).Joint[0]!.LikelihoodRatio.Value, 1e-9);
        Close(0.008410423098563203, binomial.Joint[0]!.LikelihoodRatio.Value, 1e-9);
    }

    private static (double[] Bmi, bool[] Cases) Cohort(int rows)
    {
        var random = new Xoshiro256StarStar(4);
        double[] bmi = [.. Enumerable.Range(0, rows).Select(_ => 26 + 4 * Normal.Sample(random, 0, 1))];
        return (bmi, [.. bmi.Select(x => random.NextDouble() < 1 / (1 + Math.Exp(0.5 - 0.1 * (x - 26))))]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-4)] // the second column all but the first
    public void Fit_RowsOfManyBlocks_EqualsTheModelOfWholeColumns(double apart)
    {
        var random = new GanCmri.Runtime.RandomStream(3);
        const int n = 9001;
        double[] a = [.. Enumerable.Range(0, n).Select(_ => random.Normal())],
            b = System.Array.ConvertAll(a, v => v + apart * random.Normal());
        bool[] ill = System.Array.ConvertAll(a, v => random.Uniform() < 1 / (1 + Math.Exp(1 - v)));
        var whole = Glm.Fit(GlmFamily.Binomial, new GlmRows(System.Array.ConvertAll(ill, i => i ? 1.0 : 0), [a, b]));
        var fit = Logistic.Fit(ill, [a, b]);
        for (var i = 0; i < 3; i++)
        {
            Close(whole.Coefficients[i].Estimate, fit.Coefficients[i].Estimate, 1e-8);
            Close(whole.Coefficients[i].StandardError, fit.Coefficients[i].StandardError, 1e-9);
        }
    }
}
