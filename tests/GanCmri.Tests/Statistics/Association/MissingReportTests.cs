using GanCmri.Reports.Association;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

public sealed class MissingReportTests : IDisposable
{
    private const string Csv =
        "ill,age,sex,source\nyes,1,M,real\nyes,,F,real\nno,3,,real\nno,,,real\n,5,F,real\nno,6,M,real\nno,7,F,synthetic\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private AssociationTable Run(AssociationFamily family, string outcome = "ill")
    {
        File.WriteAllText(_folder.File("t.csv"), Csv);
        return AssociationStudy.Run(
            _folder.File("t.csv"),
            new AssociationOptions
            {
                Outcomes = [outcome],
                Exposures = [outcome == "ill" ? "age" : "ill"],
                Covariates = ["sex"],
                Family = family,
                MissingReport = true,
            }
        );
    }

    [Fact]
    public void Run_Logistic_CountsByColumnAndPatternAndCaseStatus()
    {
        var rows = Run(AssociationFamily.Logistic)
            .Missing.Where(r => r.Source == "real")
            .Select(r =>
                (r.IsPattern ? "pattern " : "column ")
                + string.Join('+', r.Columns)
                + $" {r.Missing}/{r.Rows} {r.MissingCases}/{r.Cases} {r.MissingControls}/{r.Controls}"
            );
        Assert.Equal(
            [
                "column ill 1/6 0/2 0/3",
                "column age 2/6 1/2 1/3",
                "column sex 2/6 0/2 2/3",
                "pattern  2/6 1/2 1/3",
                "pattern sex 1/6 0/2 1/3",
                "pattern age 1/6 1/2 0/3",
                "pattern age+sex 1/6 0/2 1/3",
                "pattern ill 1/6 0/2 0/3",
            ],
            rows
        );
    }

    [Fact]
    public void Run_Linear_HasNoCaseStatusAndCompleteRowsAreThoseUsed()
    {
        var table = Run(AssociationFamily.Linear, "age");
        var complete = table.Missing.Single(r => r is { IsPattern: true, Source: "real", Columns.Count: 0 });
        Assert.Null(complete.Cases);
        Assert.Equal(table.Rows.First(r => r.Source == "real").Used, complete.Missing);
        Assert.Equal(6, table.Missing.Where(r => r.IsPattern && r.Source == "real").Sum(r => r.Missing));
    }

    [Fact]
    public void SaveMissing_Rows_AreReadable()
    {
        AssociationCsv.SaveMissing(_folder.File("m.csv"), Run(AssociationFamily.Logistic).Missing);
        var lines = File.ReadAllLines(_folder.File("m.csv"));
        Assert.Equal("phenotype,source,kind,columns,n_missing,n_total,share,cases_missing,cases,controls_missing,controls", lines[0]);
        Assert.Contains("ill,real,pattern,age+sex,1,6,0.16666666666666666,0,2,1,3", lines);
    }
}
