using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Regression;

/// <summary>
/// Firth's penalised partial likelihood with Efron's ties. Expected values: maximum of l + ½ ln |I| and its profile by R's optim and
/// uniroot on the likelihood written out, which equals survival 3.5's coxph in l and I; estimates 1e-6, limits and p 1e-6.
/// </summary>
public class FirthCoxTests
{
    private static void Check(double estimate, double error, double lower, double upper, double p, Coefficient found)
    {
        Close(estimate, found.Estimate, 1e-6);
        Close(error, found.StandardError, 1e-6);
        Close(lower, found.Lower, 1e-6);
        Close(upper, found.Upper, 1e-6);
        Close(p, found.P, 1e-6);
    }

    [Fact]
    public void Fit_Ovarian_EqualsR()
    {
        // Age in decades about 56, treatment, ECOG status.
        var fit = FirthCox.Fit(CoxTests.Ovarian(age => (age - 56) / 10));
        Check(1.3566239402960, 0.439763784679, 0.6001562705, 2.3341971516, 0.000201109898479, fit.Coefficients[0]);
        Check(-0.8372699530363, 0.625594560017, -2.0522125925, 0.3636430048, 0.166340849528, fit.Coefficients[1]);
        Close(-1.0579516272, fit.Coefficients[2].Lower, 1e-6);
        Close(-25.2487653238745, fit.LogLikelihood, 1e-10);
    }

    [Fact]
    public void Fit_EventsOfTheExposedAlwaysFirst_IsFinite()
    {
        var fit = FirthCox.Fit(
            new CoxRows(
                [1, 2, 3, 4, 5, 6, 7, 8],
                [true, true, true, true, true, false, false, false],
                [
                    [1, 1, 1, 1, 0, 0, 0, 0],
                ]
            )
        );
        Check(2.94819909971215, 1.72098336112295, 0.6249446662, 7.8565700035, 0.00950872926242, fit.Coefficients[0]);
    }

    [Fact]
    public void Fit_ManyTies_AreEfrons()
    {
        var fit = FirthCox.Fit(CoxTests.Tied);
        Check(0.409155282081, 0.302406473009, -0.1932122548, 0.9828280264, 0.176463457313, fit.Coefficients[0]);
        Check(-0.321133994913, 0.661306748185, -1.5841082725, 0.9832461998, 0.622709639642, fit.Coefficients[1]);
    }

    [Fact]
    public void Fit_UnitsOfColumns_ChangeNothingElse()
    {
        var far = FirthCox.Fit(CoxTests.Ovarian(age => age * 1e9 - 4e12)).Coefficients[0];
        var near = FirthCox.Fit(CoxTests.Ovarian(age => age)).Coefficients[0];
        Close(near.Estimate / 1e9, far.Estimate, 1e-8);
        Close(near.Upper / 1e9, far.Upper, 1e-7);
        Close(near.P, far.P, 1e-7);
    }

    [Fact]
    public void Fit_Clusters_AreRefused() =>
        Assert.Throws<ArgumentException>(() => FirthCox.Fit(CoxTests.Tied, new RegressionOptions { Clusters = new int[32] }));

    [Fact]
    public void Fit_ANumberTellsWhoIsFirst_HasALowerLimit()
    {
        double[] x = [.. Enumerable.Range(1, 40).Select(i => (double)i)];
        var b = FirthCox.Fit(new CoxRows([.. x.Select(v => 41 - v)], [.. x.Select(_ => true)], [x])).Coefficients[0];
        Assert.InRange(b.Lower, 0, b.Estimate);
        Assert.True(b.Upper > b.Estimate && b.P < 1e-8);
    }
}
