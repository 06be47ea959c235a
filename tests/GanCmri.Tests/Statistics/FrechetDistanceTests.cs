using GanCmri.Statistics;

namespace GanCmri.Tests.Statistics;

public class FrechetDistanceTests
{
    [Fact]
    public void Between_Gaussians64_EqualsReference()
    {
        var (m1, s1, m2, s2) = Gaussians();
        Relative(52.83792589017962, FrechetDistance.Between(m1, s1, m2, s2), 1e-8);
        Relative(52.83792589017962, FrechetDistance.Between(m2, s2, m1, s1), 1e-8);
    }

    [Fact]
    public void Between_SameGaussian_IsZero()
    {
        var (m1, s1, _, _) = Gaussians();
        Assert.InRange(FrechetDistance.Between(m1, s1, m1, s1), -1e-9, 1e-9);
    }

    [Fact]
    public void Between_DiagonalGaussians_EqualsClosedForm() =>
        Assert.Equal(7, FrechetDistance.Between([0, 0, 0], Diagonal(1, 4, 9), [1, 2, 0], Diagonal(4, 1, 9)), 12);

    [Fact]
    public void Between_SingularCovariances_LeavesTheNullDirectionsOut() =>
        Assert.Equal(1 + 4, FrechetDistance.Between([0, 0], Diagonal(1, 0), [0, 0], Diagonal(4, 4)), 9);

    [Fact]
    public void Between_Samples64_EqualsReference() =>
        Relative(0.09256499195849699, FrechetDistance.Between(Rows("real64"), Rows("gen64")), 1e-8);

    // 60 and 80 rows of 200 features: rank-deficient. Reference: float64 singular values of A B' by LAPACK.
    [Fact]
    public void Between_FewerRowsThanFeatures_EqualsSingularValues()
    {
        Relative(1.5677105743723558, FrechetDistance.Between(Rows("few_real"), Rows("few_gen")), 1e-6);
        Relative(1.5677105743723558, FrechetDistance.Between(Rows("few_gen"), Rows("few_real")), 1e-6);
    }

    [Fact]
    public void Between_RowsOfDifferentLength_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            FrechetDistance.Between(
                [
                    [1, 2],
                    [2, 3],
                ],
                [
                    [1.0],
                    [2],
                ]
            )
        );

    internal static double[][] Rows(string name)
    {
        var array = Golden.Npz("frechet.npz")[name];
        return [.. array.ToDoubles().Select(v => v / 64).Chunk(array.Shape[1])];
    }

    private static (double[] M1, double[,] S1, double[] M2, double[,] S2) Gaussians()
    {
        var arrays = Golden.Npz("frechet.npz");
        return (
            arrays["fd64_mu1"].ToDoubles(),
            Square(arrays["fd64_sigma1"].ToDoubles()),
            arrays["fd64_mu2"].ToDoubles(),
            Square(arrays["fd64_sigma2"].ToDoubles())
        );
    }

    private static double[,] Square(double[] values)
    {
        var n = (int)Math.Sqrt(values.Length);
        var square = new double[n, n];
        for (var i = 0; i < values.Length; i++)
            square[i / n, i % n] = values[i];
        return square;
    }

    private static double[,] Diagonal(params double[] values)
    {
        var matrix = new double[values.Length, values.Length];
        for (var i = 0; i < values.Length; i++)
            matrix[i, i] = values[i];
        return matrix;
    }

    private static void Relative(double expected, double actual, double limit) =>
        Assert.InRange(Math.Abs(actual - expected) / Math.Abs(expected), 0, limit);
}
