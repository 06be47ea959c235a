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

    [Fact]
    public void Pool_SeveralCoefficients_IsD1()
    {
        static JointTest Test(double a, double b, double aa, double ab, double bb) =>
            JointTest.Wald(
                Vector<double>.Build.Dense([a, b]),
                Matrix<double>.Build.DenseOfArray(
                    new[,]
                    {
                        { aa, ab },
                        { ab, bb },
                    }
                ),
                double.PositiveInfinity
            );
        var test = RubinsRules.Pool([Test(1, 0.5, 0.1, 0.02, 0.08), Test(1.2, 0.3, 0.11, 0.01, 0.09), Test(0.9, 0.7, 0.12, 0.03, 0.07)])!;
        Close(3.448089700996679, test.Statistic, 1e-12);
        Close(21.66796875, test.DenominatorDf, 1e-12);
        Assert.Equal(2, test.Df);
    }
}
