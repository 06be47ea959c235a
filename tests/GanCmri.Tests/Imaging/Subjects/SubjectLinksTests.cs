using GanCmri.Formats.Tables;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Subjects;

public class SubjectLinksTests
{
    [Fact]
    public void Person_OfAChainAndAStar_IsOne()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("link.csv"), "a,b\nP1,P2\nP2,P3\nQ1,Q2\nQ1,Q3\nP3,P1\n");
        var links = SubjectLinks.Read([folder.File("link.csv")]);
        Assert.Single(new[] { "P1", "P2", "P3", "p-1".Replace("-", "", StringComparison.Ordinal) }.Select(links.Person).Distinct());
        Assert.Single(new[] { "Q1", "Q2", "Q3" }.Select(links.Person).Distinct());
        Assert.NotEqual(links.Person("P1"), links.Person("Q1"));
        Assert.Equal(links.Person("R01"), links.Person("r1"));
    }

    [Fact]
    public void Person_OfANameWithItsFolder_IsTakenApartBehindIt()
    {
        var links = SubjectLinks.Read([]);
        Assert.Equal(links.Person("north/P1_baseline"), links.Person("North/p01"));
        Assert.NotEqual(links.Person("sub-1_x/S001"), links.Person("sub-1_x/S002"));
        Assert.NotEqual(links.Person("north/P1"), links.Person("P1"));
    }

    [Fact]
    public void Read_AnEmptyId_IsRefusedWithItsLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("link.csv"), "a,b\nP1,P2\nP3, \n");
        var error = Assert.Throws<InputException>(() => SubjectLinks.Read([folder.File("link.csv")]));
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Parquet_IsAsCsv()
    {
        using var folder = new TemporaryFolder();
        new TableWriter<string>().Text("a", id => id).Text("b", id => id + "x").Save(folder.File("link.parquet"), ["P1", "Q1"]);
        var links = SubjectLinks.Read([folder.File("link.parquet")]);
        Assert.Equal(links.Person("P1"), links.Person("P1x"));
        Assert.NotEqual(links.Person("P1"), links.Person("Q1x"));
    }
}
