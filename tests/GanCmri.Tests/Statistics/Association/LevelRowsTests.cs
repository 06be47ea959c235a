using GanCmri.Statistics;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>What is told of categories as a whole: rows of each level, and q of their joint tests.</summary>
public sealed class LevelRowsTests : IDisposable
{
    private readonly StudyTable _table = new(300);

    public void Dispose() => _table.Dispose();

    [Theory]
    [InlineData(null)] // streamed
    [InlineData("patient")] // in memory
    public void Run_Category_CountsTheRowsOfEachLevel(string? cluster)
    {
        var rows = _table
            .Run(
                new AssociationOptions
                {
                    Outcomes = ["y"],
                    Exposures = ["site", "x"],
                    Covariates = ["age", "sex"],
                    Cluster = cluster,
                }
            )
            .Rows;
        long Of(char site) => _table.Lines.Select(l => l.Split(',')).Count(c => c[2] != "NA" && c[4] != "NA" && c[6] == site.ToString());
        Assert.Equal(
            [("site [b vs a]", Of('b'), Of('a')), ("site [c vs a]", Of('c'), Of('a')), ("x", null, null)],
            rows.Select(r => (r.Exposure, r.LevelRows, r.ReferenceRows))
        );
        Assert.Equal(rows[0].Used, Of('a') + Of('b') + Of('c'));
    }

    [Fact]
    public void Run_Margins_CountTheRowsOfEachLevel()
    {
        var study = _table.Run(
            new AssociationOptions
            {
                Outcomes = ["y"],
                Exposures = ["site"],
                Margins = true,
            }
        );
        Assert.Equal(["a", "b", "c"], study.Margins.Select(m => m.Level));
        Assert.Equal(study.Margins[0].Rows, study.Margins.Sum(m => m.LevelRows));
        Assert.Equal(study.Rows[0].ReferenceRows, study.Margins[0].LevelRows);
    }

    [Fact]
    public void Run_ImputedCategory_HasNoCountsThatDiffer()
    {
        var options = new AssociationOptions
        {
            Outcomes = ["x"],
            Exposures = ["site"],
            Imputations = 3,
        };
        Assert.All(_table.Run(options with { Covariates = ["age"] }).Rows, r => Assert.NotNull(r.LevelRows));
        for (var i = 0; i < 60; i++)
            _table.Lines[i] = string.Join(',', _table.Lines[i].Split(',').Select((c, k) => k == 6 ? "NA" : c));
        Assert.All(_table.Run(options).Rows, r => Assert.Null(r.LevelRows));
    }

    [Fact]
    public void Run_JointTests_HaveAQOfTheirOwnFamilyEachTermOnce()
    {
        var options = new AssociationOptions { Outcomes = ["y", "x"], Exposures = ["site", "spline(age,4)", "sex"] };
        var rows = _table.Run(options).Rows;
        var tests = rows.Where(r => r.Joint is not null).GroupBy(r => (r.Phenotype, Term(r))).ToArray();
        Assert.Equal(6, tests.Length); // of two phenotypes: the sites, the curve, and its nonlinear part
        var q = MultipleTesting.BenjaminiHochberg([.. tests.Select(t => t.First().Joint!.Significance.Value)]);
        foreach (var (i, test) in tests.Index())
            Assert.All(test, r => Assert.Equal(q[i], r.JointQ));
        Assert.All(rows.Where(r => r.Joint is null), r => Assert.True(double.IsNaN(r.JointQ)));
        // The same where phenotypes are tested in shards.
        using var written = new MemoryStream();
        TestShare.Of([_table.Save()], options, _ => true, null, default).Write(written);
        written.Position = 0;
        Assert.Equal(rows.Select(r => r.JointQ), TestShare.Join([TestShare.Read(written)], options).Rows.Select(r => r.JointQ));
    }

    private static string Term(AssociationRow row) => row.Exposure.Split(" [").First() + (row.Exposure.Contains("nonlinear") ? "'" : "");
}
