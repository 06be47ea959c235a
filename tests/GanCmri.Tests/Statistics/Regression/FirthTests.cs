using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Regression;

/// <summary>
/// Against the closed form of a 2 x 2 table, and against the penalised likelihood maximised and profiled by another program: Newton's
/// method with numerical second derivatives, the penalty's derivative by traces, limits by bisection; its values are good to about 1e-9.
/// </summary>
public class FirthTests
{
    [Fact]
    public void Fit_TwoByTwoTable_IsTheLogOddsRatioWithAHalfAddedToEachCell()
    {
        // 5 exposed cases, no exposed control, 7 other cases, 12 other controls.
        double[] exposed = [.. Enumerable.Range(0, 24).Select(i => i < 5 ? 1.0 : 0)];
        bool[] cases = [.. Enumerable.Range(0, 24).Select(i => i < 12)];
        var b = Firth.Fit(cases, [exposed]).Coefficients[1];
        Close(Math.Log(5.5 * 12.5 / (0.5 * 7.5)), b.Estimate, 1e-9);
        double Variance(double p, int n) => 1 / (n * p * (1 - p));
        Close(Math.Sqrt(Variance(5.5 / 6, 5) + Variance(7.5 / 20, 19)), b.StandardError, 1e-8);
        Check(b, 0.5220993646885568, 7.839383408444766, 0.013222518852404804);
    }

    [Fact]
    public void Fit_LevelOfOneRow_IsTheLogOddsRatioWithAHalfAddedToEachCell()
    {
        // Three groups: 27 cases of 57, 33 of 78, and a single control, whose leverage is 1.
        (int Rows, int Cases)[] groups = [(57, 27), (78, 33), (1, 0)];
        double[] Column(int group) => [.. groups.SelectMany((g, k) => Enumerable.Repeat(k == group ? 1.0 : 0, g.Rows))];
        bool[] cases = [.. groups.SelectMany(g => Enumerable.Range(0, g.Rows).Select(i => i < g.Cases))];
        var fit = Firth.Fit(cases, [Column(1), Column(2)]);
        double LogOdds(int k) => Math.Log((groups[k].Cases + 0.5) / (groups[k].Rows - groups[k].Cases + 0.5));
        Close(LogOdds(1) - LogOdds(0), fit.Coefficients[1].Estimate, 1e-7);
        Close(LogOdds(2) - LogOdds(0), fit.Coefficients[2].Estimate, 1e-7);
    }

    [Fact]
    public void Fit_Separated_IsFinite()
    {
        double[] x = [.. Enumerable.Range(1, 10).Select(i => (double)i)];
        var fit = Firth.Fit([.. x.Select(v => v > 5)], [x]);
        Close(-5.338572631293433, fit.Coefficients[0].Estimate, 1e-7);
        var b = fit.Coefficients[1];
        Close(0.9706495693260786, b.Estimate, 1e-7);
        Close(0.5765408351388353, b.StandardError, 1e-7);
        Check(b, 0.19615799304816367, 5.564239020882447, 0.005345285812679163);
    }

    [Fact]
    public void Fit_TwoColumns_EqualsTheOtherProgram()
    {
        var i = Enumerable.Range(0, 24).ToArray();
        double[] x = [.. i.Select(v => (double)(v * 7 % 10))],
            group = [.. i.Select(v => v % 4 == 0 ? 1.0 : 0)];
        var fit = Firth.Fit([.. i.Select(v => v is 3 or 7 or 14 or 17 or 18)], [x, group]);
        Close(0.3367700455111733, fit.Coefficients[1].Estimate, 1e-7);
        Close(-1.5482304545491603, fit.Coefficients[2].Estimate, 1e-7);
        Close(1.7411698253935946, fit.Coefficients[2].StandardError, 1e-7);
        Check(fit.Coefficients[1], -0.02972314475363689, 0.8525220881475299, 0.07365315987189773);
        Check(fit.Coefficients[2], -6.54011295018789, 1.045841700364762, 0.2724964786293521);
    }

    [Fact]
    public void Fit_OtherUnits_SameTest()
    {
        double[] x = [.. Enumerable.Range(1, 10).Select(i => (double)i)];
        bool[] cases = [.. x.Select(v => v > 5)];
        var (one, other) = (
            Firth.Fit(cases, [x]).Coefficients[1],
            Firth
                .Fit(
                    cases,
                    [
                        [.. x.Select(v => 1e6 - 1e-4 * v)],
                    ]
                )
                .Coefficients[1]
        );
        Close(one.P, other.P, 1e-6);
        Close(-one.Lower * 1e4, other.Upper, 1e-5);
    }

    private static void Check(Coefficient found, double lower, double upper, double p)
    {
        Close(lower, found.Lower, 1e-6);
        Close(upper, found.Upper, 1e-6);
        Close(p, found.P, 1e-6);
    }

    [Fact]
    public void Fit_ANumberTellsCasesApart_HasBothLimits()
    {
        // Limits of the penalised profile by R's optim from many starts on the likelihood written out. From the maximum in one step the
        // upper one is not reached: the information there is singular.
        double[] x = [.. Enumerable.Range(1, 60).Select(i => (i - 30.5) / 10)],
            z = [.. Enumerable.Range(1, 60).Select(i => Math.Sin(i))];
        var b = Firth.Fit([.. x.Select(v => v > 0)], [x, z]).Coefficients[1];
        Close(6.5993357619825, b.Estimate, 1e-6);
        Close(2.428353560, b.Lower, 1e-6);
        Close(30.65406, b.Upper, 1e-5);
    }
}
