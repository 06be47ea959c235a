using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Agreement;

namespace GanCmri.Tests.Statistics.Agreement;

/// <summary>Two measurers of 40 people, each row once or twice: rows that repeat tell nothing new.</summary>
public sealed class AgreementTableTests : IDisposable
{
    private const int People = 40;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_EveryRowTwice_ClusteredIntervalsStayAndOthersShrink()
    {
        AgreementRow once = Row(1, "patient"),
            twice = Row(2, "patient"),
            naive = Row(2, null);
        Assert.Equal((People, 2 * People), (twice.Clusters, twice.Reliability.Subjects));
        Assert.Null(naive.Clusters);
        Same(once.Reliability.ConsistencyInterval, twice.Reliability.ConsistencyInterval, 1e-9);
        Same(once.Reliability.AgreementInterval, twice.Reliability.AgreementInterval, 0.01); // has n itself in it
        Same(Of(once.R!), Of(twice.R!), 1e-9);
        Assert.True(double.IsNaN(twice.R!.P));
        // Of independent rows twice as many make intervals narrower by about the root of two.
        Assert.True(Width(naive.Reliability.ConsistencyInterval) < 0.8 * Width(twice.Reliability.ConsistencyInterval));
        Assert.True(Width(naive.Reliability.AgreementInterval) < 0.8 * Width(twice.Reliability.AgreementInterval));
        Assert.True(Width(Of(naive.R!)) < 0.8 * Width(Of(twice.R!)));
        // Clusters change no estimate.
        Assert.Equal(naive.Reliability.Agreement, twice.Reliability.Agreement);
        Assert.Equal(naive.R!.R, twice.R.R);
    }

    [Fact]
    public void Of_OneRowEach_IntervalsAreAboutThoseOfTheFormulas()
    {
        AgreementRow clustered = Row(1, "patient"),
            independent = Row(1, null);
        Same(independent.Reliability.ConsistencyInterval, clustered.Reliability.ConsistencyInterval, 0.06);
        Same(independent.Reliability.AgreementInterval, clustered.Reliability.AgreementInterval, 0.06);
        Same(Of(independent.R!), Of(clustered.R!), 0.06);
    }

    [Fact]
    public void Of_SubjectsInSeveralRows_AreToldWhereNothingGroupsThem()
    {
        Assert.StartsWith(
            "patient: 80 rows are of 40 subjects and were taken for independent, so that intervals are too narrow",
            Table(2, null).Note,
            StringComparison.Ordinal
        );
        Assert.Contains("--cluster patient", Table(2, null).Note, StringComparison.Ordinal);
        Assert.Null(Table(2, "patient").Note);
        Assert.Null(Table(1, null).Note);
    }

    [Fact]
    public void Of_FewClusters_AreRefused()
    {
        File.WriteAllText(
            _folder.File("f.csv"),
            "patient,a,b\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"p{i % 3},{i},{i + i % 2}\n"))
        );
        var e = Assert.Throws<InputException>(() => AgreementTable.Of(_folder.File("f.csv"), ["a", "b"], null, "patient", 0.95));
        Assert.Contains("4 clusters or more with a value in all of them, found 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AConstantMeasurer_HasNoCorrelation()
    {
        File.WriteAllText(_folder.File("f.csv"), "patient,a,b\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"p{i},{i},5\n")));
        var row = AgreementTable.Of(_folder.File("f.csv"), ["a", "b"], null, "patient", 0.95).Rows.Single();
        Assert.True(double.IsNaN(row.R!.R) && double.IsNaN(row.R.Lower));
        Assert.True(double.IsFinite(row.Reliability.ConsistencyInterval.Lower));
    }

    private AgreementRow Row(int times, string? cluster) => Table(times, cluster).Rows.Single();

    private AgreementTable Table(int times, string? cluster)
    {
        var random = new RandomStream(3);
        string[] rows =
        [
            .. Enumerable
                .Range(0, People)
                .Select(i => (Id: i, Truth: 10 * random.Normal()))
                .Select(p =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"p{p.Id},{p.Truth + 4 * random.Normal()},{1 + p.Truth + 4 * random.Normal()}"
                    )
                ),
        ];
        File.WriteAllLines(_folder.File("t.csv"), ["patient,a,b", .. Enumerable.Repeat(rows, times).SelectMany(r => r)]);
        return AgreementTable.Of(_folder.File("t.csv"), ["a", "b"], null, cluster, 0.95);
    }

    private static Interval Of(CorrelationResult r) => new(r.Lower, r.Upper);

    private static double Width(Interval interval) => interval.Upper - interval.Lower;

    private static void Same(Interval expected, Interval found, double within)
    {
        Assert.Equal(expected.Lower, found.Lower, within);
        Assert.Equal(expected.Upper, found.Upper, within);
    }
}
