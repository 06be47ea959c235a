using GanCmri.Statistics.Regression;
using GanCmri.Tests.Statistics.Association;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Regression;

/// <summary>Proportional odds on R's mtcars; expected values of R's ordinal 2022.11 (clm), 1e-7 relative, profiles (there interpolated)
/// 2e-4.</summary>
public class OrdinalTests
{
    private static readonly string[] Lines = MotorCars.Csv.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static readonly double[][] WeightAndCylinders = [Column("wt"), Indicator("six"), Indicator("ten")];

    private static string[] Cells(string column) =>
        [.. Lines.Skip(1).Select(l => l.Split(',')[System.Array.IndexOf(Lines[0].Split(','), column)])];

    private static double[] Column(string name) =>
        System.Array.ConvertAll(Cells(name), c => double.Parse(c, System.Globalization.CultureInfo.InvariantCulture));

    private static double[] Indicator(string cylinders) => System.Array.ConvertAll(Cells("cyl"), c => c == cylinders ? 1.0 : 0);

    [Fact]
    public void Fit_ThreeLevels_EqualsR()
    {
        var fit = Ordinal.Fit(Column("gears"), [Column("wt"), Column("hp")]);
        Assert.Null(fit.Failure);
        Close(-3.3100042402017, fit.Coefficients[0].Estimate, 1e-7);
        Close(0.98580356388816, fit.Coefficients[0].StandardError, 1e-7);
        Close(0.0212438894979, fit.Coefficients[1].Estimate, 1e-7);
        Close(0.00879625473023, fit.Coefficients[1].StandardError, 1e-7);
        Close(-7.6948622894270, fit.Thresholds[0], 1e-7);
        Close(-4.4913216310748, fit.Thresholds[1], 1e-7);
        Close(-21.732877886201, fit.LogLikelihood, 1e-10);
    }

    [Fact]
    public void Fit_SixLevels_HasRsJointTests()
    {
        var fit = Ordinal.Fit(
            Column("carb"),
            WeightAndCylinders,
            new RegressionOptions
            {
                Joint =
                [
                    [1, 2],
                ],
            }
        );
        double[] estimates = [0.468192259173, 3.076539836358, 2.288578417981],
            errors = [0.535614003107, 1.238426703492, 1.263543293837];
        for (var i = 0; i < 3; i++)
        {
            Close(estimates[i], fit.Coefficients[i].Estimate, 1e-7);
            Close(errors[i], fit.Coefficients[i].StandardError, 1e-7);
        }

        Close(6.32006172096, fit.Joint[0]!.Statistic, 1e-7);
        Close(
            GanCmri.Statistics.Tails.Tail.ChiSquare(2 * (43.3651164785 - 39.8242456499), 2).Value,
            fit.Joint[0]!.LikelihoodRatio.Value,
            1e-7
        );
    }

    [Fact]
    public void Profile_SixLevels_HasRsLimits()
    {
        var (response, level) = (Column("carb"), 0.95);
        var fit = Ordinal.Fit(response, WeightAndCylinders);
        var profiled = ProfiledLikelihood.Of(
            fit.Coefficients[1],
            fit.LogLikelihood,
            1,
            new GlmRows(response, WeightAndCylinders),
            r => Ordinal.Fit(response, r.Columns, null, r.Offset).LogLikelihood,
            level
        );
        Close(0.7475258120272, profiled.Lower, 2e-4);
        Close(5.70035745077, profiled.Upper, 2e-4);
    }

    [Fact]
    public void Fit_TwoLevels_IsLogistic()
    {
        var (am, wt) = (Column("am"), Column("wt"));
        Coefficient expected = Logistic.Fit(System.Array.ConvertAll(am, v => v > 0), [wt]).Coefficients[1],
            found = Ordinal.Fit(am, [wt]).Coefficients[0];
        Close(expected.Estimate, found.Estimate, 1e-8);
        Close(expected.StandardError, found.StandardError, 1e-7);
    }

    [Fact]
    public void Fit_ClustersOfOneRow_AreTheScoresSandwich()
    {
        // Of two levels it is HC0's with n/(n-1).
        var (am, wt) = (Column("am"), Column("wt"));
        int[] rows = [.. Enumerable.Range(0, 32)];
        var expected = Logistic
            .Fit(
                System.Array.ConvertAll(am, v => v > 0),
                [wt],
                new RegressionOptions { Clusters = rows, ClusterErrors = ClusterErrors.Cr1 }
            )
            .Coefficients[1];
        var found = Ordinal.Fit(am, [wt], new RegressionOptions { Clusters = rows }).Coefficients[0];
        Close(expected.StandardError, found.StandardError * Math.Sqrt(31.0 / 30), 1e-7);
    }

    [Fact]
    public void Fit_LevelsToldApart_HasNoMaximum() =>
        Assert.Contains(
            "no finite maximum",
            Ordinal
                .Fit(
                    [1, 1, 2, 2, 3, 3],
                    [
                        [1, 2, 3, 4, 5, 6],
                    ]
                )
                .Failure,
            StringComparison.Ordinal
        );
}
