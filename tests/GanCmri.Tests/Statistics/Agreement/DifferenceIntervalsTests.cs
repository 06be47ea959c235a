using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Agreement;

namespace GanCmri.Tests.Statistics.Agreement;

public sealed class DifferenceIntervalsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_BlandAndAltmansBloodPressures_IsTheirFormula()
    {
        // Size, bias and sd of Bland and Altman's (1999) blood pressures; by hand, t of 84 degrees of freedom 1.9886: the bias has the
        // standard error 2.127, a limit 3.650.
        var pressures = new BlandAltman(85, -16.29, 19.61, -16.29 - 1.96 * 19.61, -16.29 + 1.96 * 19.61, 0, 0);
        var found = DifferenceIntervals.Of(pressures, 0.95);
        Same(-20.52, -12.06, found.Bias);
        Same(-61.98, -47.47, found.Lower);
        Same(14.89, 29.40, found.Upper);
    }

    [Fact]
    public void Of_RowsOfClusters_AreWiderThanOfIndependentRows()
    {
        var random = new RandomStream(5);
        string[] rows =
        [
            .. Enumerable
                .Range(0, 40)
                .SelectMany(p =>
                {
                    var own = 3 * random.Normal();
                    return Enumerable.Range(0, 5).Select(_ => FormattableString.Invariant($"p{p},100,{100 + own + 0.3 * random.Normal()}"));
                }),
        ];
        File.WriteAllLines(_folder.File("t.csv"), ["patient,a,b", .. rows]);
        AgreementRow Of(string? cluster) => AgreementTable.Of(_folder.File("t.csv"), ["a", "b"], null, cluster, 0.95).Rows.Single();
        var (clustered, flat) = (Of("patient"), Of(null));
        Assert.Equal(flat.Differences, clustered.Differences);
        double Ratio(Func<DifferenceIntervals, Interval> of) =>
            Width(of(clustered.DifferenceIntervals!)) / Width(of(flat.DifferenceIntervals!));
        // Five rows of a patient tell hardly more than one: wider by about the root of five.
        Assert.InRange(Ratio(i => i.Bias), 1.7, 2.8);
        Assert.InRange(Ratio(i => i.Lower), 1.5, 3.2);
        Assert.InRange(Ratio(i => i.Upper), 1.5, 3.2);
        Assert.True(clustered.DifferenceIntervals!.Lower.Contains(clustered.Differences!.Lower));
    }

    [Fact]
    public void Of_IndependentRows_HoldTheTruthAsOftenAsTheySay()
    {
        var random = new RandomStream(9);
        int bias = 0,
            limit = 0;
        const int Times = 1000;
        for (var i = 0; i < Times; i++)
        {
            double[] d = [.. Enumerable.Range(0, 20).Select(_ => 2 + random.Normal())];
            var found = DifferenceIntervals.Of(BlandAltman.Of(d, new double[20]), 0.95);
            bias += found.Bias.Contains(2) ? 1 : 0;
            limit += found.Upper.Contains(2 + 1.96) ? 1 : 0;
        }

        Assert.InRange(bias, 0.93 * Times, 0.97 * Times);
        Assert.InRange(limit, 0.92 * Times, 0.97 * Times);
    }

    private static void Same(double lower, double upper, Interval found)
    {
        Assert.Equal(lower, found.Lower, 0.006);
        Assert.Equal(upper, found.Upper, 0.006);
    }

    private static double Width(Interval interval) => interval.Upper - interval.Lower;
}
