using MathNet.Numerics.Statistics;

namespace GanCmri.Statistics;

/// <summary>Agreement of two methods that measure the same thing (Bland and Altman 1986), in the units of the measure.</summary>
/// <param name="N">Pairs.</param>
/// <param name="Bias">Mean of first less second.</param>
/// <param name="Sd">Standard deviation of the differences.</param>
/// <param name="Lower">Lower limit of agreement, bias - 1.96 sd.</param>
/// <param name="Upper">Upper limit of agreement, bias + 1.96 sd.</param>
/// <param name="MeanAbsoluteError">Mean absolute difference.</param>
/// <param name="RootMeanSquareError">Root mean square difference.</param>
public sealed record BlandAltman(
    int N,
    double Bias,
    double Sd,
    double Lower,
    double Upper,
    double MeanAbsoluteError,
    double RootMeanSquareError
)
{
    /// <summary>Compares paired measurements; pairs with a missing value (NaN) are left out.</summary>
    public static BlandAltman Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = Pairs.Complete(first, second);
        var d = PairedDifferences.Of(pairs.X, pairs.Y);
        double bias = ArrayStatistics.Mean(d),
            sd = ArrayStatistics.StandardDeviation(d);
        return new BlandAltman(
            d.Length,
            bias,
            sd,
            bias - 1.96 * sd,
            bias + 1.96 * sd,
            ArrayStatistics.Mean(Array.ConvertAll(d, Math.Abs)),
            ArrayStatistics.RootMeanSquare(d)
        );
    }
}
