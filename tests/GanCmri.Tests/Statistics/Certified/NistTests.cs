using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Certified;

/// <summary>NIST's Statistical Reference Datasets for linear regression, with the values that NIST certifies to 15 digits.</summary>
public class NistTests
{
    private static readonly double[] NorrisY = Numbers(
        """
        0.1 338.8 118.1 888 9.2 228.1 668.5 998.5 449.1 778.9 559.2 0.3 0.1 778.1 668.8 339.3 448.9 10.8 557.7 228.3 998 888.8 119.6 0.3
        0.6 557.6 339.3 888 998.5 778.9 10.2 117.6 228.9 668.4 449.2 0.2
        """
    );

    private static readonly double[] NorrisX = Numbers(
        """
        0.2 337.4 118.2 884.6 10.1 226.5 666.3 996.3 448.6 777 558.2 0.4 0.6 775.5 666.9 338 447.5 11.6 556 228.1 995.8 887.6 120.2 0.3
        0.3 556.8 339.1 887.2 999 779 11.1 118.3 229.2 669.1 448.9 0.5
        """
    );

    private static readonly double[] PontiusY = Numbers(
        """
        .11019 .21956 .32949 .43899 .54803 .65694 .76562 .87487 .98292 1.09146 1.20001 1.30822 1.41599 1.52399 1.63194 1.73947 1.84646
        1.95392 2.06128 2.16844 .11052 .22018 .32939 .43886 .54798 .65739 .76596 .87474 .98300 1.09150 1.20004 1.30818 1.41613 1.52408
        1.63159 1.73965 1.84696 1.95445 2.06177 2.16829
        """
    );

    // y, then x1 to x6, a year a line.
    private static readonly double[] Longley = Numbers(
        """
        60323 83.0 234289 2356 1590 107608 1947
        61122 88.5 259426 2325 1456 108632 1948
        60171 88.2 258054 3682 1616 109773 1949
        61187 89.5 284599 3351 1650 110929 1950
        63221 96.2 328975 2099 3099 112075 1951
        63639 98.1 346999 1932 3594 113270 1952
        64989 99.0 365385 1870 3547 115094 1953
        63761 100.0 363112 3578 3350 116219 1954
        66019 101.2 397469 2904 3048 117388 1955
        67857 104.6 419180 2822 2857 118734 1956
        68169 108.4 442769 2936 2798 120445 1957
        66513 110.8 444546 4681 2637 121950 1958
        68655 112.6 482704 3813 2552 123366 1959
        69564 114.2 502601 3931 2514 125368 1960
        69331 115.7 518173 4806 2572 127852 1961
        70551 116.9 554894 4007 2827 130081 1962
        """
    );

    private static readonly double[] FilipX = Numbers(
        """
        -6.860120914 -4.324130045 -4.358625055 -4.358426747 -6.955852379 -6.661145254 -6.355462942 -6.118102026 -7.115148017 -6.815308569
        -6.519993057 -6.204119983 -5.853871964 -6.109523091 -5.79832982 -5.482672118 -5.171791386 -4.851705903 -4.517126416 -4.143573228
        -3.709075441 -3.499489089 -6.300769497 -5.953504836 -5.642065153 -5.031376979 -4.680685696 -4.329846955 -3.928486195 -8.56735134
        -8.363211311 -8.107682739 -7.823908741 -7.522878745 -7.218819279 -6.920818754 -6.628932138 -6.323946875 -5.991399828 -8.781464495
        -8.663140179 -8.473531488 -8.247337057 -7.971428747 -7.676129393 -7.352812702 -7.072065318 -6.774174009 -6.478861916 -6.159517513
        -6.835647144 -6.53165267 -6.224098421 -5.910094889 -5.598599459 -5.290645224 -4.974284616 -4.64454848 -4.290560426 -3.885055584
        -3.408378962 -3.13200249 -8.726767166 -8.66695597 -8.511026475 -8.165388579 -7.886056648 -7.588043762 -7.283412422 -6.995678626
        -6.691862621 -6.392544977 -6.067374056 -6.684029655 -6.378719832 -6.065855188 -5.752272167 -5.132414673 -4.811352704 -4.098269308
        -3.66174277 -3.2644011
        """
    );

    private static readonly double[] WamplerX = [.. Enumerable.Range(0, 21).Select(i => (double)i)];

    private static readonly double[] WamplerErrors = Numbers(
        "759 -2048 2048 -2048 2523 -2048 2048 -2048 1838 -2048 2048 -2048 1838 -2048 2048 -2048 2523 -2048 2048 -2048 759"
    );

    private static readonly double[] WamplerDeviations =
    [
        2152.32624678170,
        2363.55173469681,
        779.343524331583,
        101.475507550350,
        5.64566512170752,
        0.112324854679312,
    ];

    private static double[] Numbers(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Association.StudyTable.Number)];

    private static double[][] Powers(double[] x, int highest) =>
        [.. Enumerable.Range(1, highest).Select(k => System.Array.ConvertAll(x, v => Math.Pow(v, k)))];

    private static void Certified(double[] estimates, double[] deviations, double tolerance, OlsFit fit)
    {
        Assert.Empty(fit.Dropped);
        for (var i = 0; i < estimates.Length; i++)
        {
            Close(estimates[i], fit.Coefficients[i].Estimate, tolerance);
            Close(deviations[i], fit.Coefficients[i].StandardError, tolerance);
        }
    }

    [Fact]
    public void Ols_Norris_IsCertified()
    {
        var fit = Ols.Fit(NorrisY, [NorrisX]);
        Certified([-0.262323073774029, 1.00211681802045], [0.232818234301152, 0.429796848199937E-03], 1e-11, fit);
        Close(0.999993745883712, fit.RSquared, 1e-14);
        Close(5436385.54079785, fit.F, 1e-11);
    }

    [Fact]
    public void Ols_Pontius_IsCertified()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => 150000.0 * (i % 20 + 1))];
        Certified(
            [0.673565789473684E-03, 0.732059160401003E-06, -0.316081871345029E-14],
            [0.107938612033077E-03, 0.157817399981659E-09, 0.486652849992036E-16],
            1e-9,
            Ols.Fit(PontiusY, Powers(x, 2))
        );
    }

    [Fact]
    public void Ols_Longley_IsCertified()
    {
        double[] Column(int j) => [.. Enumerable.Range(0, 16).Select(i => Longley[i * 7 + j])];
        var fit = Ols.Fit(Column(0), [.. Enumerable.Range(1, 6).Select(Column)]);
        Certified(
            [
                -3482258.63459582,
                15.0618722713733,
                -0.358191792925910E-01,
                -2.02022980381683,
                -1.03322686717359,
                -0.511041056535807E-01,
                1829.15146461355,
            ],
            [
                890420.383607373,
                84.9149257747669,
                0.334910077722432E-01,
                0.488399681651699,
                0.214274163161675,
                0.226073200069370,
                455.478499142212,
            ],
            1e-9,
            fit
        );
        Close(330.285339234588, fit.F, 1e-10);
    }

    // Wampler's five: a polynomial of degree 5, exact, with small coefficients, and with errors 1, 100 and 10,000 times as large.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 100)]
    [InlineData(1, 10000)]
    public void Ols_Wampler_IsCertified(double unit, double errors)
    {
        var columns = Powers(WamplerX, 5);
        double[] y =
        [
            .. WamplerX.Select(
                (_, i) => 1 + Enumerable.Range(0, 5).Sum(k => Math.Pow(unit, k + 1) * columns[k][i]) + errors * WamplerErrors[i]
            ),
        ];
        var fit = Ols.Fit(y, columns);
        Assert.Empty(fit.Dropped);
        for (var k = 0; k <= 5; k++)
        {
            // Of exact data, or of errors far larger than the coefficients, as many digits as rounding leaves.
            Assert.InRange(fit.Coefficients[k].Estimate - Math.Pow(unit, k), -1e-6 * Math.Max(1, errors), 1e-6 * Math.Max(1, errors));
            if (errors > 0)
                Close(WamplerDeviations[k] * errors, fit.Coefficients[k].StandardError, 1e-8);
        }
    }

    [Fact]
    public void Ols_Filip_NamesThePowersThatDoublesCannotTellApart()
    {
        // Ten powers of one column are collinear as far as doubles tell: R's lm drops the last too. They are named, not fitted wrong.
        var fit = Ols.Fit(
            FilipX,
            [.. Powers(FilipX, 10)],
            new RegressionOptions { Names = [.. Enumerable.Range(1, 10).Select(k => $"x^{k}")] }
        );
        Assert.Contains(fit.Dropped, d => d is { Name: "x^10", Reason: "collinear" });
    }
}
