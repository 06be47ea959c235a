using GanCmri.Runtime;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Tests.Studies.Cohorts;

public sealed class CohortTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pairs_MarksOfMissingValues_LeaveTheirRowsOut()
    {
        var (first, second) = Pairs([.. Enumerable.Range(0, 9).Select(i => $"{i},{2 * i}"), "NA,1", "1,", "3,n/a"]);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (double)i), first);
        Assert.Equal(first.Select(v => 2 * v), second);
    }

    [Fact]
    public void Pairs_ADecimalComma_IsNoNumber()
    {
        // "1,5" is not 15.
        var message = Told([.. Enumerable.Range(0, 9).Select(i => $"{i},\"1,5\"")]);
        Assert.Contains("column 'judged', row 1: expected a number with a decimal point", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_FewDifferentValues_AreCounted() =>
        Assert.Contains(
            "at least 8 different values of target in rows that have judged, found 3 in 20 rows",
            Told([.. Enumerable.Range(0, 20).Select(i => $"{i % 3},{i}")]),
            StringComparison.Ordinal
        );

    [Fact]
    public void Pairs_ATableWithoutAJudge_SaysHowToMakeOne()
    {
        File.WriteAllText(_folder.File("c.csv"), "target,measured\n1,2\n");
        Assert.Contains(
            "make the cohort with a judge",
            Assert.Throws<InputException>(() => CohortTable.Pairs(_folder.File("c.csv"), "target", "judged")).Message,
            StringComparison.Ordinal
        );
    }

    private string Told(string[] rows) => Assert.Throws<InputException>(() => Pairs(rows)).Message;

    private (double[] First, double[] Second) Pairs(string[] rows)
    {
        File.WriteAllLines(_folder.File("c.csv"), ["target,judged", .. rows]);
        return CohortTable.Pairs(_folder.File("c.csv"), "target", "judged");
    }
}
