using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Statistics;

public class StatisticsCatalogTests
{
    private readonly MLContext _ml = new(seed: 1);

    // b = a², so ranks agree and values do not; four rows a patient.
    private static IDataView Rows =>
        new RowsView(
            40,
            SourceColumn.Text("Patient", r => $"p{r / 4}"),
            SourceColumn.Number("A", r => r + 1),
            SourceColumn.Number("B", r => r == 39 ? float.NaN : (r + 1) * (r + 1)),
            SourceColumn.Number("Noise", r => (float)Math.Sin(12.9898 * r)),
            SourceColumn.Number("Case", r => r is 5 or > 20 ? 1 : 0)
        );

    [Fact]
    public void RankCorrelation_OfAMonotoneCurve_IsOne()
    {
        var frame = _ml.Gan.RankCorrelation(Rows, "A", "B");
        Assert.Equal((1.0, 39), ((double)frame["R"][0], (int)frame["N"][0]));
    }

    [Fact]
    public void AreaUnderCurve_OfScores_IsThatOfTheLibrary()
    {
        var frame = _ml.Gan.AreaUnderCurve(Rows, "A", "Case");
        var expected = Auc.Of(
            [.. Enumerable.Range(1, 40).Select(v => (double)v)],
            [.. Enumerable.Range(0, 40).Select(r => r is 5 or > 20)]
        );
        Assert.Equal(
            (expected.Area, expected.Lower, expected.Cases),
            ((double)frame["Area"][0], (double)frame["Lower"][0], (int)frame["Cases"][0])
        );
        Assert.Throws<InputException>(() => _ml.Gan.AreaUnderCurve(Rows, "Case", "A"));
    }

    private static IDataView WithVector =>
        new RowsView(
            40,
            SourceColumn.Number("Y", r => (float)Math.Sin(r) + 0.1f * r),
            SourceColumn.Number("Age", r => 40 + r % 9),
            SourceColumn.Vector("PC", [3], (r, v) => (v[0], v[1], v[2]) = (r, (float)Math.Sin(r), (float)Math.Cos(2 * r)))
        );

    [Theory]
    [InlineData("PC", "PC0", "PC1", "PC2")]
    [InlineData("PC1", "PC1")]
    [InlineData("Age+PC1", "Age", "PC1")]
    public void Association_VectorColumn_StandsForItsNumbers(string asked, params string[] tested)
    {
        var options = new AssociationOptions { Outcomes = ["Y"], Exposures = [asked] };
        Assert.Equal(tested, _ml.Gan.Association(WithVector, options)["exposure"].Cast<string>());
        Assert.Equal(tested, _ml.Gan.Association(_ml.Gan.ToDataFrame(WithVector), options)["exposure"].Cast<string>());
    }

    [Fact]
    public void Association_OneNumberOfAVector_GivesWhatItsOwnColumnGives()
    {
        double[] y = [.. WithVector.GetColumn<float>("Y").Select(v => (double)v)];
        double[] pc = [.. WithVector.GetColumn<float[]>("PC").Select(v => (double)v[1])];
        var table = _ml.Gan.Association(
            WithVector,
            new AssociationOptions
            {
                Outcomes = ["PC"],
                Exposures = ["Y"],
                Covariates = [],
            }
        );
        Assert.Equal(["PC0", "PC1", "PC2"], table["phenotype"].Cast<string>());
        Assert.Equal(LinearFit.Of(y, pc).Slope.Estimate, (double)table["beta"][1], 12);
    }

    [Fact]
    public void Association_UnknownColumn_IsToldWithTheNumbersOfVectors()
    {
        var error = Assert.Throws<InputException>(() =>
            _ml.Gan.Association(WithVector, new AssociationOptions { Outcomes = ["Y"], Exposures = ["PC7"] })
        );
        Assert.StartsWith("column 'PC7': expected ", error.Message);
        Assert.Contains("found columns Y, Age, PC (PC0 to PC2); ", error.Message);
    }

    [Fact]
    public void Association_SeveralRowsOfAPatient_Warns()
    {
        List<string> told = [];
        _ml.Log += (_, e) => told.AddRange(e.Message.Contains("10 subjects", StringComparison.Ordinal) ? [e.Message] : []);
        var options = new AssociationOptions { Outcomes = ["A"], Exposures = ["Noise"] };
        _ml.Gan.Association(Rows, options);
        Assert.Contains("Patient: 40 rows are of 10 subjects", Assert.Single(told), StringComparison.Ordinal);
        _ml.Gan.Association(Rows, options with { Cluster = "Patient" });
        Assert.Single(told);
    }

    // Beside them a vector whose numbers are called alike and say nothing.
    [Theory]
    [InlineData("IsSynthetic")]
    [InlineData("is_synthetic")]
    [InlineData("Synthetic")]
    public void Association_ColumnThatSaysSynthetic_KeepsTheRowsApart(string marker)
    {
        var rows = new RowsView(
            40,
            SourceColumn.Number("Y", r => (float)Math.Sin(r) + 0.1f * r),
            SourceColumn.Number("X", r => r * 7 % 11),
            SourceColumn.Number(marker, r => r % 2),
            SourceColumn.Vector("Source", [2], (r, v) => (v[0], v[1]) = (r, 0)),
            SourceColumn.Vector("is synthetic", [2], (r, v) => (v[0], v[1]) = (r, 0))
        );
        var options = new AssociationOptions { Outcomes = ["Y"], Exposures = ["X"] };
        var table = _ml.Gan.Association(rows, options);
        Assert.Equal(["real", "synthetic"], table["source"].Cast<string>());
        Assert.Equal([20L, 20L], table["n_total"].Cast<long>());
    }

    [Fact]
    public void AdjustP_OfAnyFrame_AddsColumns()
    {
        var frame = new DataFrame(
            new StringDataFrameColumn("Name", ["a", "b", "c"]),
            new DoubleDataFrameColumn("P", [0.01, double.NaN, 0.04])
        );
        var adjusted = _ml.Gan.AdjustP(frame);
        Assert.Equal([0.02, null, 0.04], adjusted["Q"].Cast<double?>());
        Assert.Equal([0.02, null, 0.08], adjusted["Bonferroni"].Cast<double?>());
        Assert.Equal(2, frame.Columns.Count);
        Assert.Throws<InputException>(() => _ml.Gan.AdjustP(frame, "Name"));
        Assert.Throws<InputException>(() => _ml.Gan.AdjustP(frame, "Missing"));
    }

    [Fact]
    public void AdjustP_OfAssociations_FindsTheirPAndNothingIsInfinite()
    {
        int[] rows = [.. Enumerable.Range(0, 60)];
        var frame = new DataFrame(
            new DoubleDataFrameColumn("y", rows.Select(i => i * 7 % 11 < 5 ? 1.0 : 0)),
            new StringDataFrameColumn(
                "site",
                rows.Select(i =>
                    i % 3 == 0 ? "a"
                    : i % 3 == 1 ? "b"
                    : "c"
                )
            )
        );
        var options = new AssociationOptions
        {
            Outcomes = ["y"],
            Exposures = ["site"],
            Family = AssociationFamily.Logistic,
        };
        var table = _ml.Gan.Association(frame, options);
        Assert.Equal((2.0, null), ((double)table["joint_df"][0], (double?)table["joint_df2"][0]));
        Assert.All(table.Columns.OfType<DoubleDataFrameColumn>(), c => Assert.DoesNotContain(c, v => v is { } n && double.IsInfinity(n)));
        Assert.Equal(table["q"].Cast<double>(), _ml.Gan.AdjustP(table)["Q"].Cast<double>());
        table.Columns.Add(new DoubleDataFrameColumn("P", table.Rows.Count)); // of just this name: taken
        for (var i = 0; i < table.Rows.Count; i++)
            table["P"][i] = 1.0;
        Assert.All(_ml.Gan.AdjustP(table)["Q"].Cast<double>(), q => Assert.Equal(1, q));
    }

    [Fact]
    public void BootstrapMetric_ByPatient_ResamplesPatients()
    {
        static double Mean(double[][] c) => c[0].Average();
        DataFrame rows = _ml.Gan.BootstrapMetric(Rows, Mean, ["A"]),
            patients = _ml.Gan.BootstrapMetric(Rows, Mean, ["A"], "Patient");
        Assert.Equal((20.5, 20.5), ((double)rows["Estimate"][0], (double)patients["Estimate"][0]));
        Assert.Equal((40, 10), ((int)rows["Units"][0], (int)patients["Units"][0]));
        Assert.True((double)patients["StandardError"][0] > 1.5 * (double)rows["StandardError"][0]);
    }

    [Fact]
    public void ZScore_FittedOnSome_ScoresOthers()
    {
        var healthy = _ml.Data.FilterRowsByColumn(Rows, "A", upperBound: 30);
        using var fitted = _ml.Gan.ZScore("Z", "Noise", "A").Fit(healthy);
        float[] z = [.. fitted.Transform(healthy).GetColumn<float>("Z")];
        Assert.InRange(z.Average(), -1e-5, 1e-5);
        Assert.InRange(z.Sum(v => v * v) / (z.Length - 2), 1 - 1e-4, 1 + 1e-4);
        Assert.Equal(40, fitted.Transform(Rows).GetColumn<float>("Z").Count(float.IsFinite));
        Assert.Throws<InputException>(() => _ml.Gan.ZScore("Z", "A", "A").Fit(Rows));
    }
}
