using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Regression;

/// <summary>Cox's model: R's ovarian (Edmunson and others 1979) and times with many ties made of mtcars; expected values of R's survival
/// 3.5, 1e-8 relative.</summary>
public class CoxTests
{
    private static readonly double[] Days =
    [
        59,
        115,
        156,
        421,
        431,
        448,
        464,
        475,
        477,
        563,
        638,
        744,
        769,
        770,
        803,
        855,
        1040,
        1106,
        1129,
        1206,
        1227,
        268,
        329,
        353,
        365,
        377,
    ];

    private static readonly bool[] Died = [.. "11101011011000000000011110".Select(c => c == '1')];

    private static readonly double[] Age =
    [
        72.3315,
        74.4932,
        66.4658,
        53.3644,
        50.3397,
        56.4301,
        56.9370,
        59.8548,
        64.1753,
        55.1781,
        56.7562,
        50.1096,
        59.6301,
        57.0521,
        39.2712,
        43.1233,
        38.8932,
        44.6000,
        53.9068,
        44.2055,
        59.5890,
        74.5041,
        43.1370,
        63.2192,
        64.4247,
        58.3096,
    ];

    private static readonly double[] Treatment = [.. "11121122121222111122211222".Select(c => c - '1' + 0.0)];

    private static readonly double[] Status = [.. "11211222122121122111221211".Select(c => c - '0' + 0.0)];

    // Half seconds of mtcars' quarter mile, rounded: 22 events at 4 times.
    private static readonly double[] Halves =
    [
        8,
        9,
        9,
        10,
        9,
        10,
        8,
        10,
        11,
        9,
        9,
        9,
        9,
        9,
        9,
        9,
        9,
        10,
        9,
        10,
        10,
        8,
        9,
        8,
        9,
        9,
        8,
        8,
        7,
        8,
        7,
        9,
    ];

    private static double[] Cars(string column)
    {
        var lines = MotorCarLines();
        var place = System.Array.IndexOf(lines[0].Split(','), column);
        return [.. lines.Skip(1).Select(l => double.Parse(l.Split(',')[place], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string[] MotorCarLines() =>
        Association.MotorCars.Csv.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal static CoxRows Tied => new(Halves, System.Array.ConvertAll(Cars("vs"), v => v == 0), [Cars("wt"), Cars("drat")]);

    internal static CoxRows Ovarian(Converter<double, double> age) =>
        new(Days, Died, [System.Array.ConvertAll(Age, age), Treatment, Status]);

    private static void Check(LikelihoodFit fit, double[] estimates, double[] errors)
    {
        Assert.Null(fit.Failure);
        Assert.Equal(estimates.Length, fit.Coefficients.Count);
        for (var i = 0; i < estimates.Length; i++)
        {
            Close(estimates[i], fit.Coefficients[i].Estimate, 1e-8);
            Close(errors[i], fit.Coefficients[i].StandardError, 1e-8);
        }
    }

    // A further column, all that two others are, changes nothing.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_Ovarian_EqualsR(bool collinear)
    {
        double[][] columns = [Age, Treatment, Status];
        var fit = Cox.Fit(
            new CoxRows(Days, Died, collinear ? [.. columns, [.. Age.Zip(Treatment, (a, t) => a + t)]] : columns),
            new RegressionOptions
            {
                Joint =
                [
                    [0, 1, 2],
                ],
            }
        );
        Check(fit, [0.146989256212, -0.814584764008, 0.103179602128], [0.0463020480369, 0.6341610248961, 0.6063771047381]);
        Close(-27.027358325754, fit.LogLikelihood, 1e-11);
        Close(0.00150056864859, fit.Coefficients[0].P, 1e-8);
        Close(Tail(2 * (34.984940371163 - 27.027358325754), 3), fit.Joint[0]!.LikelihoodRatio.Value, 1e-8);
    }

    private static double Tail(double x, double df) => GanCmri.Statistics.Tails.Tail.ChiSquare(x, df).Value;

    [Fact]
    public void Fit_ManyTies_AreEfrons()
    {
        var fit = Cox.Fit(Tied);
        Check(fit, [0.403170433783, -0.345187362436], [0.302171286925, 0.660891770102]);
        Close(-53.130296427572, fit.LogLikelihood, 1e-11);
    }

    [Fact]
    public void Fit_Clusters_AreLinAndWeis()
    {
        // R's robust errors have no factor: 8 clusters make it the root of 8/7.
        var fit = Cox.Fit(Tied, new RegressionOptions { Clusters = [.. Enumerable.Range(0, 32).Select(i => i / 4)] });
        Check(fit, [0.403170433783, -0.345187362436], [0.164926121711 * Math.Sqrt(8 / 7.0), 0.696797320835 * Math.Sqrt(8 / 7.0)]);
        Assert.Equal(7, fit.Coefficients[0].DegreesOfFreedom);
    }

    [Fact]
    public void Fit_EventsOfTheExposedAlwaysFirst_HasNoMaximum() =>
        Assert.Contains(
            "no finite maximum",
            Cox.Fit(
                new CoxRows(
                    [1, 2, 3, 4, 5, 6, 7, 8],
                    [true, true, true, true, true, false, false, false],
                    [
                        [1, 1, 1, 1, 0, 0, 0, 0],
                    ]
                )
            ).Failure,
            StringComparison.Ordinal
        );

    [Fact]
    public void Fit_OffsetOfTheEstimate_LeavesNothing()
    {
        var whole = Cox.Fit(Tied);
        var rest = Cox.Fit(Tied with { Offset = System.Array.ConvertAll(Tied.Columns[0], v => v * whole.Coefficients[0].Estimate) });
        Assert.InRange(rest.Coefficients[0].Estimate, -1e-9, 1e-9);
        Close(whole.Coefficients[1].Estimate, rest.Coefficients[1].Estimate, 1e-8);
    }
}
