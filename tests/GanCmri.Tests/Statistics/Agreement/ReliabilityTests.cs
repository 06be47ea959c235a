using GanCmri.Statistics;
using GanCmri.Statistics.Agreement;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Agreement;

/// <summary>Six subjects rated by four judges (Shrout and Fleiss 1979, table 2); coefficients from their sums of squares, intervals as
/// McGraw and Wong (1996) and R's psych have them.</summary>
public class ReliabilityTests
{
    private static readonly double[][] Judges =
    [
        [9, 6, 8, 7, 10, 6],
        [2, 1, 4, 1, 5, 2],
        [5, 3, 6, 2, 6, 4],
        [8, 2, 8, 6, 9, 7],
    ];

    [Fact]
    public void Of_ShroutAndFleiss_EqualsTheirs()
    {
        var found = Reliability.Of(Judges);
        Assert.Equal((6, 4), (found.Subjects, found.Measurers));
        Close(0.2897638, found.Agreement, 1e-6);
        Close(0.7148407, found.Consistency, 1e-6);
        Close(0.01878651, found.AgreementInterval.Lower, 1e-4);
        Close(0.7610844, found.AgreementInterval.Upper, 1e-5);
        Close(0.3424648, found.ConsistencyInterval.Lower, 1e-5);
        Close(0.9458583, found.ConsistencyInterval.Upper, 1e-5);
    }

    [Fact]
    public void Of_MissingValues_LeavesSubjectsOut() =>
        Assert.Equal(
            5,
            Reliability
                .Of([
                    [.. Judges[0][..5], double.NaN],
                    Judges[1],
                ])
                .Subjects
        );

    [Fact]
    public void Of_BiasAlone_IsConsistentButDoesNotAgree()
    {
        double[] a = [1, 2, 3, 4, 5],
            b = [3, 4, 5, 6, 7];
        var found = Reliability.Of([a, b]);
        Close(1, found.Consistency, 1e-12);
        Assert.InRange(found.Agreement, 0.4, 0.6);
    }

    [Fact]
    public void Corrected_NoisyMeasurers_FindsTheCorrelationBehind()
    {
        // True r 0.8; each measurer adds noise of the quantity's own size, so that r drops by the root of a half.
        var random = new GanCmri.Runtime.RandomStream(4);
        double[] truth = [.. Enumerable.Range(0, 800).Select(_ => random.Normal())],
            other = [.. truth.Select(t => 0.8 * t + 0.6 * random.Normal())];
        double[] Measured() => [.. truth.Select(t => t + random.Normal())];
        var found = CorrectedCorrelation.Of(
            [Measured(), Measured()],
            [other],
            new BootstrapOptions { Resamples = 200, Method = BootstrapMethod.Percentile }
        );
        Assert.InRange(found.R, 0.5, 0.63);
        Assert.InRange(found.Corrected, 0.74, 0.86);
        Assert.True(found.Lower < 0.8 && found.Upper > 0.8);
    }
}
