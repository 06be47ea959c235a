using GanCmri.Statistics.Imputation;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.LinearAlgebra;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Imputation;

/// <summary>Rubin's rules against R's mice 3.15 (pool.scalar) and, of several coefficients, their formula in numpy.</summary>
public class RubinsRulesTests
{
    [Fact]
    public void Pool_OneCoefficient_EqualsMice()
    {
        var pooled = RubinsRules.Pool([1.2, 1.5, 0.9, 1.35, 1.1], [0.04, 0.05, 0.045, 0.039, 0.052], 37);
        Close(1.21, pooled.Estimate, 1e-12);
        Close(0.1088, pooled.Variance, 1e-12);
        Close(6.49741033733046, pooled.Df, 1e-12);
        Close(0.0636 / 0.1088, pooled.MissingShare, 1e-12);
    }

    [Fact]
    public void Pool_SameEstimates_IsThatOfCompleteRows()
    {
        Assert.Equal(double.PositiveInfinity, RubinsRules.Pool([1, 1], [0.5, 0.5], double.PositiveInfinity).Df);
        Close(0.5, RubinsRules.Pool([1, 1], [0.5, 0.5], 10).Variance, 1e-12);
    }

    private static readonly (double A, double B, double Aa, double Ab, double Bb)[] Imputations =
    [
        (1, 0.5, 0.1, 0.02, 0.08),
        (1.2, 0.3, 0.11, 0.01, 0.09),
        (0.9, 0.7, 0.12, 0.03, 0.07),
    ];

    private static JointTest Test(Func<Vector<double>, Matrix<double>, JointTest> test, int imputation)
    {
        var (a, b, aa, ab, bb) = Imputations[imputation];
        return test(
            Vector<double>.Build.Dense([a, b]),
            Matrix<double>.Build.DenseOfArray(
                new[,]
                {
                    { aa, ab },
                    { ab, bb },
                }
            )
        );
    }

    [Fact]
    public void Pool_SeveralCoefficients_IsD1()
    {
        var test = RubinsRules.Pool([
            .. Enumerable.Range(0, 3).Select(i => Test((b, v) => JointTest.Wald(b, v, double.PositiveInfinity), i)),
        ])!;
        Close(3.448089700996679, test.Statistic, 1e-12);
        Close(21.66796875, test.DenominatorDf, 1e-12);
        Assert.Equal(2, test.Df);
    }

    [Fact]
    public void Pool_HotellingTests_IsD1TimesTheMeanOfTheirScales()
    {
        double[] eta = [9, 11, 14];
        var test = RubinsRules.Pool([.. Enumerable.Range(0, 3).Select(i => Test((b, v) => JointTest.Hotelling(b, v, eta[i]), i))])!;
        Close(3.1337977345037156, test.Statistic, 1e-12);
        Close(4.396166478517964, test.DenominatorDf, 1e-12);
        Close(0.14259285171354083, test.Significance.Value, 1e-9);
    }

    [Fact]
    public void Pool_TheSameHotellingTest_HasItsStatistic()
    {
        var one = Test((b, v) => JointTest.Hotelling(b, v, 6.5), 0);
        Close(one.Statistic, RubinsRules.Pool([one, one])!.Statistic, 1e-12);
    }
}
