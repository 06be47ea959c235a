using GanCmri.Statistics;
using GanCmri.Statistics.Regression;

namespace GanCmri.Tests.Statistics;

/// <summary>A missing value where none is expected is an error that names the argument, never a number.</summary>
public class MissingValueTests
{
    private static readonly double[] Whole = [1, 3, 2, 5];
    private static readonly double[] Missing = [1, double.NaN, 2, 5];
    private static readonly double[][] Rows =
    [
        [1, 2],
        [2, 1],
        [4, 4],
    ];
    private static readonly double[][] MissingRows =
    [
        [1, 2],
        [2, double.NaN],
        [4, 4],
    ];

    public static TheoryData<string, Action> Calls() =>
        new()
        {
            { "scores", () => Auc.Of(Missing, [true, false, true, false]) },
            { "b", () => KolmogorovSmirnov.Distance(Whole, Missing) },
            { "b", () => KolmogorovSmirnov.Distance(Whole, []) },
            { "values", () => Ranks.Mid(Missing) },
            { "response", () => Ols.Fit(Missing, [Whole]) },
            { "columns", () => Ols.Fit(Whole, [Missing]) },
            { "columns", () => Logistic.Fit([true, false, true, false], [Missing]) },
            { "columns", () => Firth.Fit([true, false, true, false], [Missing]) },
            { "sets", () => FrechetDistance.Between(Rows, MissingRows) },
            { "meanB", () => FrechetDistance.Between([1], new double[1, 1], [double.NaN], new double[1, 1]) },
            {
                "covarianceA",
                () =>
                    FrechetDistance.Between(
                        [1],
                        new[,]
                        {
                            { double.NaN },
                        },
                        [1],
                        new double[1, 1]
                    )
            },
            { "sets", () => KernelDistance.Between(MissingRows, Rows) },
            { "expected", () => BinomialShare.TwoSided(1, 4, double.NaN) },
        };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Statistic_OfAMissingValue_NamesTheArgument(string argument, Action call) =>
        Assert.Equal(argument, Assert.Throws<ArgumentException>(call).ParamName);
}
