using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Imputation;

/// <summary>Chained equations through the study.</summary>
public sealed class ImputedStudyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly AssociationOptions Model = new()
    {
        Outcomes = ["y"],
        Exposures = ["x"],
        Covariates = ["z", "group"],
        Imputations = 10,
    };

    public void Dispose() => _folder.Dispose();

    // y = x + z + 1 (b) - 1 (c) + noise, x and z correlated; where y is high x is missing more often, so that complete rows mislead.
    private string Table(double missing, int rows = 600, bool numbersOnly = false)
    {
        var random = new RandomStream(5);
        var lines = new List<string> { "y,x,z,group,event,grade" };
        for (var i = 0; i < rows; i++)
        {
            double z = random.Normal(),
                x = 0.6 * z + 0.8 * random.Normal();
            var group = "abc"[(int)(random.Uniform() * 3)];
            var y =
                x
                + z
                + (
                    group == 'b' ? 1
                    : group == 'c' ? -1
                    : 0
                )
                + random.Normal();
            string Cell(string value, double p) => random.Uniform() < p ? "" : value;
            string Number(double v) => v.ToString("R", CultureInfo.InvariantCulture);
            var chance = y > 0 ? 2 * missing : 0;
            lines.Add(
                string.Join(
                    ',',
                    Number(y),
                    Cell(Number(x), chance),
                    Cell(Number(z), numbersOnly ? 0 : missing / 2),
                    Cell($"{group}", numbersOnly ? 0 : missing / 2),
                    y > 0 ? "yes" : "no",
                    (int)Math.Clamp(y + 2, 0, 4)
                )
            );
        }

        File.WriteAllLines(_folder.File("t.csv"), lines);
        return _folder.File("t.csv");
    }

    [Fact]
    public void Run_MissingByOutcome_FindsTheEffectThatCompleteRowsMiss()
    {
        var full = AssociationStudy.Run(Table(0, 4000), Model with { Imputations = 0 }).Rows.Single();
        var path = Table(0.425, 4000, numbersOnly: true);
        AssociationRow imputed = AssociationStudy.Run(path, Model).Rows.Single(),
            complete = AssociationStudy.Run(path, Model with { Imputations = 0 }).Rows.Single();
        Assert.InRange(imputed.Beta, full.Beta - 0.07, full.Beta + 0.07);
        Assert.True(complete.Beta < full.Beta - 0.06, $"complete rows {complete.Beta}, all {full.Beta}, imputed {imputed.Beta}");
        Assert.True(imputed.StandardError > full.StandardError);
        Assert.Equal(4000, imputed.Used);
        Assert.Contains(imputed.Notes, n => n.Contains("10 imputations of x", StringComparison.Ordinal));
        Assert.InRange(imputed.DegreesOfFreedom, 5, 3995);
    }

    [Fact]
    public void Run_NumbersAndCategories_ArePooledWithTheJointTest()
    {
        var path = Table(0.3);
        var rows = AssociationStudy.Run(path, Model with { Exposures = ["group"], Covariates = ["x", "z"] }).Rows;
        Assert.Equal(["group [b vs a]", "group [c vs a]"], rows.Select(r => r.Exposure));
        Assert.InRange(rows[0].Beta, 0.7, 1.3);
        Assert.InRange(rows[1].Beta, -1.3, -0.7);
        Assert.Equal(2, rows[0].Joint!.Df);
        Assert.InRange(rows[0].Joint!.DenominatorDf, 10, 600);
        Assert.True(rows[0].Joint!.Significance.Log10 < -20);
    }

    // The phenotype has no gaps, so that all imputations have its standard deviation.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_StandardisedEffects_ArePooled(bool ranks)
    {
        var model = Model with { Exposures = ["x", "group"], Covariates = ["z"], InverseNormal = ranks };
        var path = Table(0.3);
        var rows = AssociationStudy.Run(path, model).Rows;
        double[] y = [.. File.ReadLines(path).Skip(1).Select(l => double.Parse(l.Split(',')[0], CultureInfo.InvariantCulture))];
        var spread = Deviation(ranks ? InverseNormal.Transform(y) : y);
        Assert.All(rows, r => Assert.Contains(r.Notes, n => n.Contains("10 imputations", StringComparison.Ordinal)));
        Assert.All(rows.Skip(1), r => Close(1 / spread, r.Standardiser, 1e-10));
        Assert.All(rows.Skip(1), r => Assert.Equal(double.NaN, r.BetaStandardised));
        var x = rows[0];
        Close(x.BetaPerSd / spread, x.BetaStandardised, 1e-10);
        Close(x.BetaStandardised, x.Beta * x.Standardiser, 1e-3);
        var whole = AssociationStudy.Run(Table(0), model).Rows[0];
        Assert.InRange(x.BetaStandardised, whole.BetaStandardised - .1, whole.BetaStandardised + .1);

        static double Deviation(double[] values) => MathNet.Numerics.Statistics.Statistics.StandardDeviation(values);
    }

    [Fact]
    public void Run_SameSeed_IsTheSame()
    {
        var path = Table(0.3);
        double Beta(int seed) => AssociationStudy.Run(path, Model with { Seed = seed }).Rows.Single().Beta;
        Assert.Equal(Beta(1), Beta(1));
        Assert.NotEqual(Beta(1), Beta(2));
    }

    [Fact]
    public void Run_NothingMissing_IsTheModelItself()
    {
        var path = Table(0);
        AssociationRow imputed = AssociationStudy.Run(path, Model).Rows.Single(),
            plain = AssociationStudy.Run(path, Model with { Imputations = 0 }).Rows.Single();
        Close(plain.Beta, imputed.Beta, 1e-10);
        Close(plain.StandardError, imputed.StandardError, 1e-10);
        Assert.DoesNotContain(imputed.Notes, n => n.Contains("imputations", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("event", AssociationFamily.Logistic, null)]
    [InlineData("event", AssociationFamily.Cox, "grade")]
    [InlineData("grade", AssociationFamily.Ordinal, null)]
    [InlineData("grade", AssociationFamily.Poisson, null)]
    public void Run_OtherFamilies_AreImputedToo(string outcome, AssociationFamily family, string? time)
    {
        var row = AssociationStudy
            .Run(Table(0.2), Model with { Outcomes = [outcome], Family = family, Time = time, Imputations = 3 })
            .Rows.Single();
        Assert.Equal(600, row.Used);
        Assert.True(row.Significance.Log10 < -1, string.Join("; ", row.Notes));
    }

    [Fact]
    public void Run_SplineOfTheExposure_IsTheTestOfTheCurve()
    {
        var row = AssociationStudy.Run(Table(0.2), Model with { Exposures = ["spline(x,4)"] }).Rows[0];
        Assert.True(row.Significance.Log10 < -10);
        Assert.Equal(3, row.Joint!.Df);
    }

    [Fact]
    public void Run_NotesOfOneImputation_AreNotThoseOfAll()
    {
        var path = Table(0.2);
        var clustered = AssociationStudy.Run(path, Model with { Cluster = "grade", Covariates = ["z"] }).Rows.Single();
        Assert.DoesNotContain(clustered.Notes, n => n.Contains("degrees of freedom", StringComparison.Ordinal));
        Assert.Contains("only 5 clusters: errors are uncertain", clustered.Notes);
        var model = Model with { Outcomes = ["grade"], Family = AssociationFamily.NegativeBinomial };
        var counts = AssociationStudy.Run(path, model).Rows.Single();
        Assert.DoesNotContain(counts.Notes, n => n.Contains("dispersion", StringComparison.Ordinal));
    }

    // Controls of whom nobody knows whether they smoke: where none is drawn as a smoker, all smokers are cases.
    [Fact]
    public void Run_SeparatedInSomeImputations_SaysInHowMany()
    {
        IEnumerable<string> Rows(int n, string row) => Enumerable.Repeat(row, n);
        File.WriteAllLines(
            _folder.File("s.csv"),
            ["ill,smoker", .. Rows(12, "yes,yes"), .. Rows(8, "yes,no"), .. Rows(14, "no,no"), .. Rows(14, "no,")]
        );
        var options = new AssociationOptions
        {
            Outcomes = ["ill"],
            Exposures = ["smoker"],
            Family = AssociationFamily.Logistic,
            Imputations = 20,
        };
        var row = AssociationStudy.Run(_folder.File("s.csv"), options).Rows.Single();
        var said = Assert.Single(row.Notes, n => n.StartsWith("separated", StringComparison.Ordinal));
        Assert.Matches(@"Firth's penalised likelihood \((1?\d) of 20 imputations\)$", said);
        Assert.Equal(row.Notes.Count, row.Notes.Distinct().Count());
    }

    [Fact]
    public void Run_OneImputation_IsRefused() =>
        Assert.Contains(
            "2 to 1000",
            Assert.Throws<OptionsException>(() => AssociationStudy.Run(Table(0.1), Model with { Imputations = 1 })).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(AssociationFamily.Linear)]
    [InlineData(AssociationFamily.Ordinal)]
    public void Run_Margins_ArePooledByRubinsRules(AssociationFamily family)
    {
        var model = Model with
        {
            Outcomes = [family == AssociationFamily.Linear ? "y" : "grade"],
            Exposures = ["group"],
            Covariates = ["x", "z"],
            Family = family,
            Margins = true,
        };
        var table = AssociationStudy.Run(Table(0.2), model);
        var complete = AssociationStudy.Run(Table(0), model).Margins;
        Assert.Equal(complete.Select(m => (m.Level, m.PhenotypeLevel)), table.Margins.Select(m => (m.Level, m.PhenotypeLevel)));
        foreach (var (whole, pooled) in complete.Zip(table.Margins))
        {
            Assert.InRange(pooled.Mean, pooled.Lower, pooled.Upper);
            Assert.InRange(pooled.Mean, whole.Lower, whole.Upper);
            Assert.True(double.IsFinite(pooled.DegreesOfFreedom));
        }

        // Means of a linear model differ by the pooled effect.
        if (family == AssociationFamily.Linear)
            Close(table.Rows[0].Beta, table.Margins[1].Mean - table.Margins[0].Mean, 1e-8);
    }
}
