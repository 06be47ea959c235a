using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Association;

public sealed class AssociationStudyTests : IDisposable
{
    private static readonly AssociationOptions Options = new()
    {
        Outcomes = ["y"],
        Exposures = ["x"],
        Covariates = ["age", "sex", "site"],
    };

    private readonly StudyTable _table = new(400);

    public void Dispose() => _table.Dispose();

    [Fact]
    public void Run_Linear_EqualsOlsOnCompleteRows()
    {
        var row = _table.Run(Options).Rows.Single();
        var fit = Ols.Fit(Design()[0], Design()[1..6]);
        Check(fit.Coefficients[1], row);
        Assert.Equal((fit.N, 400 - fit.N), (row.Used, row.Missing));
        Assert.Contains($"{400 - fit.N} of 400 rows left out for missing values", row.Notes);
        var data = Design();
        Close(Correlation.Partial(data[1], data[0], data[2..6]).R, row.PartialR, 1e-9);
    }

    [Fact]
    public void Run_Clusters_EqualsClusteredOls()
    {
        var row = _table.Run(Options with { Cluster = "patient" }).Rows.Single();
        var data = Design();
        var fit = Ols.Fit(data[0], data[1..6], new RegressionOptions { Clusters = [.. data[6].Select(v => (int)v)] });
        Check(fit.Coefficients[1], row);
    }

    [Fact]
    public void Run_Clusters_AreCountedAndLeaveCorrelationsWithoutIntervals()
    {
        var table = _table.Run(Options with { Cluster = "patient", Correlations = true });
        Assert.Equal(Design()[6].Distinct().Count(), table.Rows.Single().Clusters);
        var cell = table.Correlations[0].Cells[0, 1];
        Assert.Equal(_table.Run(Options with { Correlations = true }).Correlations[0].Cells[0, 1].R, cell.R);
        Assert.True(double.IsNaN(cell.Lower) && double.IsNaN(cell.P));
        Assert.Contains(table.Notes, n => n.Contains("patient are not independent", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_RandomIntercepts_LeaveCorrelationsWithoutIntervals()
    {
        var table = _table.Run(Options with { Random = ["patient"], Correlations = true });
        var cell = table.Correlations[0].Cells[0, 1];
        Assert.True(double.IsFinite(cell.R) && double.IsNaN(cell.Lower) && double.IsNaN(cell.P));
        Assert.Contains(table.Notes, n => n.Contains("patient are not independent", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_InverseNormal_EqualsOlsOfTransformed()
    {
        var row = _table.Run(Options with { InverseNormal = true }).Rows.Single();
        var data = Design();
        Check(Ols.Fit(InverseNormal.Transform(data[0]), data[1..6]).Coefficients[1], row);
    }

    [Fact]
    public void Run_LogisticOfText_EqualsLogistic()
    {
        var row = _table
            .Run(
                new AssociationOptions
                {
                    Outcomes = ["disease"],
                    Exposures = ["x"],
                    Covariates = ["age"],
                    Family = AssociationFamily.Logistic,
                }
            )
            .Rows.Single();
        var data = _table.Complete((7, c => c == "yes" ? 1 : 0), (3, StudyTable.Number), (4, StudyTable.Number));
        var fit = Logistic.Fit([.. data[0].Select(v => v > 0)], data[1..]);
        Check(fit.Coefficients[1], row);
        Assert.Equal((fit.Cases, fit.Controls), (row.Cases, row.Controls));
        Assert.Contains("case: yes", row.Notes);
    }

    [Fact]
    public void Run_TextExposure_GivesOneRowALevelAgainstTheFirst()
    {
        var study = _table.Run(Options with { Exposures = ["site"], Covariates = [] });
        Assert.Equal(["site [b vs a]", "site [c vs a]"], study.Rows.Select(r => r.Exposure));
        var data = _table.Complete((2, StudyTable.Number), (6, c => c == "b" ? 1 : 0), (6, c => c == "c" ? 1 : 0));
        var fit = Ols.Fit(data[0], data[1..]);
        Check(fit.Coefficients[1], study.Rows[0]);
        Check(fit.Coefficients[2], study.Rows[1]);
        Assert.Contains("site: categories a, b, c; compared with the first that a model has rows of", study.Notes);
    }

    [Fact]
    public void Run_LevelMetAfterTheFirstBlock_IsCounted()
    {
        using var large = new StudyTable(30_000);
        for (var i = 29_000; i < 30_000; i++)
            large.Lines[i] = large.Lines[i].Replace(",a,", ",0new,").Replace(",b,", ",0new,");
        var study = large.Run(Options with { Exposures = ["site"], Covariates = ["x"] });
        double Is(string cell, string level) => cell == level ? 1 : 0;
        var data = large.Complete(
            (2, StudyTable.Number),
            (6, c => Is(c, "a")),
            (6, c => Is(c, "b")),
            (6, c => Is(c, "c")),
            (3, StudyTable.Number)
        );
        var fit = Ols.Fit(data[0], data[1..]);
        Assert.Equal(["site [a vs 0new]", "site [b vs 0new]", "site [c vs 0new]"], study.Rows.Select(r => r.Exposure));
        for (var i = 0; i < 3; i++)
            Check(fit.Coefficients[i + 1], study.Rows[i]);
    }

    [Fact]
    public void Run_PairsThatCannotBeTested_SayWhyAndDoNotCount()
    {
        var study = _table.Run(
            new AssociationOptions
            {
                Outcomes = ["y", "flat", "sex"],
                Exposures = ["x", "y", "flat", "age"],
                Covariates = ["age", "flat"],
            }
        );
        string Why(string phenotype, string exposure) =>
            study.Rows.Single(r => r.Phenotype == phenotype && r.Exposure == exposure).Notes[0];
        Assert.Equal("the exposure is the phenotype itself", Why("y", "y"));
        Assert.Equal("the phenotype is also a covariate", Why("flat", "x"));
        Assert.Equal(
            "the phenotype is text; a linear model needs numbers (--family logistic or firth for cases and controls)",
            Why("sex", "x")
        );
        Assert.Equal("covariate flat constant, left out", Why("y", "x"));
        var tested = study.Rows.Where(r => !double.IsNaN(r.Significance.Ln)).ToArray();
        Assert.Equal(["x", "age"], tested.Select(r => r.Exposure)); // age without itself
        Assert.All(tested, r => Assert.Equal(Math.Min(1, 2 * r.Significance.Value), r.Bonferroni));
    }

    [Theory]
    [InlineData(null, "age")]
    [InlineData("patient", "age")]
    [InlineData(null, "spline(age,4)")]
    public void Run_ExposuresAmongTheCovariates_AreLeftOutOfTheirOwn(string? cluster, string age)
    {
        var both = new AssociationOptions
        {
            Outcomes = ["y"],
            Exposures = ["age", "disease"],
            Covariates = ["sex", age, "disease"],
            Cluster = cluster,
        };
        var study = _table.Run(both);
        var own = _table.Run(both with { Exposures = ["age"], Covariates = ["sex", "disease"] }).Rows.Single();
        var other = _table.Run(both with { Exposures = ["disease"], Covariates = ["sex", age] }).Rows.Single();
        Assert.Equal([own.Beta, other.Beta], study.Rows.Select(r => r.Beta), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([own.StandardError, other.StandardError], study.Rows.Select(r => r.StandardError), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(
            "age, disease: exposure and covariate, so each is left out of its own test's covariates",
            Assert.Single(study.Notes, n => n.Contains("exposure and covariate", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Run_CollinearExposure_SaysSo()
    {
        for (var i = 0; i < _table.Lines.Count; i++)
            _table.Lines[i] += "," + (_table.Lines[i].Contains(",M,") ? 1 : 0);
        var study = AssociationStudy.Run(_table.Save(StudyTable.Header + ",male"), Options with { Exposures = ["male"] });
        Assert.Equal("exposure collinear with the covariates", study.Rows.Single().Notes[0]);
        Assert.True(double.IsNaN(study.Rows[0].Beta));
    }

    [Fact]
    public void Run_RealAndSyntheticRows_AreTestedApart()
    {
        for (var i = 0; i < 400; i++)
            _table.Lines[i] += i < 150 ? ",TRUE" : ",false";
        var study = AssociationStudy.Run(_table.Save(StudyTable.Header + ",synthetic"), Options);
        Assert.Equal(["real", "synthetic"], study.Rows.Select(r => r.Source));
        Assert.Equal([250, 150], study.Rows.Select(r => r.Used + r.Missing));
        Assert.DoesNotContain(AssociationTable.SyntheticNote, study.Rows[0].Notes);
        Assert.Contains(AssociationTable.SyntheticNote, study.Rows[1].Notes);
        Assert.Contains(AssociationTable.SyntheticNote, study.Notes);
        using var alone = new StudyTable(0);
        alone.Lines.AddRange(_table.Lines.Skip(150).Select(l => l[..l.LastIndexOf(',')]));
        Close(alone.Run(Options).Rows.Single().Beta, study.Rows[0].Beta, 1e-12);
    }

    [Fact]
    public void Run_Correlations_EqualPairwisePearson()
    {
        var grid = _table.Run(Options with { Outcomes = ["y", "age"], Covariates = [], Correlations = true }).Correlations.Single();
        Assert.Equal(["y", "age", "x"], grid.Names);
        var data = _table.Complete((2, StudyTable.Number), (3, StudyTable.Number));
        var expected = Correlation.Pearson(data[0], data[1]);
        Close(expected.R, grid.Cells[0, 2].R, 1e-12);
        Assert.Equal(expected.N, grid.Cells[2, 0].N);
        Close(expected.Log10P, grid.Cells[0, 2].Log10P, 1e-10);
    }

    [Fact]
    public void Run_QuotesCrLfSemicolonsAndForeignCulture_ReadTheSame()
    {
        using var large = new StudyTable(20_000);
        var plain = large.Run(Options).Rows.Single();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            for (var i = 0; i < large.Lines.Count; i++)
                large.Lines[i] =
                    (i % 3 == 0 ? $"\"a;\"\"\n{i}\"" : $"s{i}") + large.Lines[i][large.Lines[i].IndexOf(',')..].Replace(',', ';');
            var quoted = AssociationStudy.Run(large.Save(StudyTable.Header.Replace(',', ';'), "\r\n"), Options).Rows.Single();
            Assert.Equal((plain.Used, plain.Missing), (quoted.Used, quoted.Missing));
            Close(plain.Beta, quoted.Beta, 1e-12);
            Close(plain.Significance.Log10, quoted.Significance.Log10, 1e-11);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Run_CellsThatAreNoNumbersInANumericColumn_AreMissingAndCounted()
    {
        _table.Lines[5] = _table.Lines[5].Replace(_table.Lines[5].Split(',')[2], "3,5".Replace(',', '_'));
        Assert.Contains("y: 1 cells are not numbers and count as missing", _table.Run(Options with { Numeric = ["y"] }).Notes);
    }

    [Theory]
    [InlineData("z", "a column of that name")]
    [InlineData("x", "as many cells as the header")]
    public void Run_BadTable_IsRefusedInOneLine(string exposure, string expected)
    {
        _table.Lines[7] += ",1";
        var error = Assert.Throws<InputException>(() => _table.Run(Options with { Exposures = [exposure] }));
        Assert.Contains(expected, error.Message);
        if (exposure == "x")
            Assert.Contains("data row 8", error.Message);
    }

    // y, x, age, sex = M, site = b, site = c, patient
    private double[][] Design() =>
        _table.Complete(
            (2, StudyTable.Number),
            (3, StudyTable.Number),
            (4, StudyTable.Number),
            (5, c => c == "M" ? 1 : 0),
            (6, c => c == "b" ? 1 : 0),
            (6, c => c == "c" ? 1 : 0),
            (1, c => StudyTable.Number(c[1..]))
        );

    private static void Check(Coefficient expected, AssociationRow found)
    {
        Close(expected.Estimate, found.Beta, 1e-9);
        Close(expected.StandardError, found.StandardError, 1e-9);
        Close(expected.Lower, found.Lower, 1e-9);
        Close(expected.Upper, found.Upper, 1e-9);
        Close(expected.Log10P, found.Significance.Log10, 1e-8);
    }
}
