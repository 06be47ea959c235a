using GanCmri.Statistics.Regression;
using GanCmri.Tests.Statistics.Association;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Regression;

/// <summary>
/// Random intercepts: lme4's Pastes (Davies and Goldsmith 1972) with a column made up, and R's mtcars in groups of four. Expected values of
/// lme4 1.1-31 with lmerTest 3.1-3: estimates, errors and variances 1e-6 relative, degrees of freedom 1e-5.
/// </summary>
public class MixedTests
{
    private static readonly double[] Strength =
    [
        62.8,
        62.6,
        60.1,
        62.3,
        62.7,
        63.1,
        60,
        61.4,
        57.5,
        56.9,
        61.1,
        58.9,
        58.7,
        57.5,
        63.9,
        63.1,
        65.4,
        63.7,
        57.1,
        56.4,
        56.9,
        58.6,
        64.7,
        64.5,
        55.1,
        55.1,
        54.7,
        54.2,
        58.8,
        57.5,
        63.4,
        64.9,
        59.3,
        58.1,
        60.5,
        60,
        62.5,
        62.6,
        61,
        58.7,
        56.9,
        57.7,
        59.2,
        59.4,
        65.2,
        66,
        64.8,
        64.1,
        54.8,
        54.8,
        64,
        64,
        57.7,
        56.8,
        58.3,
        59.3,
        59.2,
        59.2,
        58.9,
        56.6,
    ];

    private static readonly double[] X = [.. Enumerable.Range(0, 60).Select(i => new[] { 1.5, 2.1, 0.3, 4.4, 3.2, 2.2, 1.1 }[i % 7])];

    private static readonly int[][] BatchAndCask =
    [
        [.. Enumerable.Range(0, 60).Select(i => i / 6)],
        [.. Enumerable.Range(0, 60).Select(i => i / 2 % 3)],
    ];

    private static void Check(double estimate, double error, double df, Coefficient found)
    {
        Close(estimate, found.Estimate, 1e-6);
        Close(error, found.StandardError, 1e-6);
        Close(df, found.DegreesOfFreedom, 1e-5);
    }

    [Fact]
    public void Fit_CaskInBatch_EqualsLmer()
    {
        var fit = Mixed.Fit(Strength, [X], BatchAndCask);
        Check(59.859812571383088, 0.71461360204852, 11.103033700111, fit.Coefficients[0]);
        Check(0.091643612604886, 0.10779145924901, 30.588869668420, fit.Coefficients[1]);
        Close(1.64139645636561, fit.Variances[0], 1e-5);
        Close(8.50145218715335, fit.Variances[1], 1e-5);
        Close(0.68043110424711, fit.ResidualVariance, 1e-6);
        Close(248.88596818514, fit.Criterion, 1e-10);
    }

    [Fact]
    public void Fit_LevelWithoutVariance_IsAtTheBoundaryAsLmers()
    {
        double[] z = [.. BatchAndCask[0].Select(b => b is 0 or 2 or 3 or 7 ? 1.0 : 0)];
        var fit = Mixed.Fit(Strength, [X, z], BatchAndCask);
        Check(0.093348951666398, 0.10771830293360, 30.676479012899, fit.Coefficients[1]);
        Check(2.891631017925493, 1.09238114325344, 27.990545213548, fit.Coefficients[2]);
        Assert.Equal(0, fit.Variances[0]);
        Close(8.25090610335221, fit.Variances[1], 1e-5);
        Close(241.05046505799, fit.Criterion, 1e-10);
    }

    [Fact]
    public void Fit_OneLevelWithCategory_HasFaiAndCorneliusTest()
    {
        string[][] cars =
        [
            .. MotorCars.Csv.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')),
        ];
        double[] Of(Func<string[], double> value) => [.. cars.Select(value)];
        var fit = Mixed.Fit(
            Of(c => StudyTable.Number(c[0])),
            [Of(c => StudyTable.Number(c[4])), Of(c => c[1] == "six" ? 1 : 0), Of(c => c[1] == "ten" ? 1 : 0)],
            [
                [.. cars.Select(c => (int)StudyTable.Number(c[8]))],
            ],
            new RegressionOptions
            {
                Joint =
                [
                    [1, 2],
                    [0],
                ],
            }
        );
        Check(-3.4613959399727, 0.52170060878109, 22.884090628990, fit.Coefficients[1]);
        Check(-4.0466519022699, 1.05934763841088, 21.793092069996, fit.Coefficients[3]);
        Close(7.50084, fit.Joint[0]!.Statistic, 1e-5);
        Close(22.753900135493, fit.Joint[0]!.DenominatorDf, 1e-5);
        Close(0.0031472, fit.Joint[0]!.Significance.Value, 1e-4);
        Close(44.02100, fit.Joint[1]!.Statistic, 1e-5);
        Close(4.9962424395342, fit.Variances[0], 1e-5);
    }

    [Fact]
    public void Fit_NoVarianceBetweenGroups_IsLeastSquares()
    {
        double[] y = [3, 1, 4, 1.5, 5, 9, 2, 6],
            x = [1, 2, 3, 4, 5, 6, 7, 8];
        var fit = Mixed.Fit(
            y,
            [x],
            [
                [0, 1, 0, 1, 0, 1, 1, 0],
            ]
        );
        Assert.Equal(0, fit.Variances[0]);
        Close(Ols.Fit(y, [x]).Coefficients[1].StandardError, fit.Coefficients[1].StandardError, 1e-9);
        Close(6, fit.Coefficients[1].DegreesOfFreedom, 1e-6);
    }

    [Fact]
    public void Fit_GroupsThatSayNothing_AreRefused()
    {
        double[] y = [3, 1, 4, 1.5, 5, 9, 2, 6],
            x = [1, 2, 3, 4, 5, 6, 7, 8];
        int[] rows = [0, 1, 2, 3, 4, 5, 6, 7],
            pairs = [0, 0, 1, 1, 2, 2, 3, 3];
        Assert.Contains("no group has two rows", Mixed.Fit(y, [x], [rows]).Failure, StringComparison.Ordinal);
        Assert.Contains("the same", Mixed.Fit(y, [x], [pairs, pairs]).Failure, StringComparison.Ordinal);
        Assert.Contains("two groups", Mixed.Fit(y, [x], [new int[8]]).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OutcomeIsExactlyLinear_IsRefused()
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => i * 37 % 60 / 7.0)];
        Assert.Contains(
            "exact",
            Mixed
                .Fit(
                    [.. x.Select(v => 2 * v + 1)],
                    [x],
                    [
                        [.. Enumerable.Range(0, 60).Select(i => i / 2)],
                    ]
                )
                .Failure,
            StringComparison.Ordinal
        );
    }
}
