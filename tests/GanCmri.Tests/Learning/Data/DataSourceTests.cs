using GanCmri.Imaging.Phantom;
using GanCmri.Latents;
using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Data;

public class DataSourceTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void SampleLatents_AnyNumberOfRows_GivesARowTheSameZ()
    {
        var many = TestRows.Vectors(_ml.Gan.SampleLatents(200, seed: 7, dimension: 16), "Z");
        var few = TestRows.Vectors(_ml.Data.SkipRows(_ml.Gan.SampleLatents(30, seed: 7, dimension: 16), 29), "Z");
        var other = TestRows.Vectors(_ml.Gan.SampleLatents(30, seed: 8, dimension: 16), "Z");
        Assert.Equal(many[29], few[0]);
        Assert.NotEqual(many[29], other[29]);
        var all = many.SelectMany(z => z).ToArray();
        Assert.InRange(all.Average(), -0.06, 0.06); // 3200 normal numbers: 3.4 standard errors
        Assert.InRange(all.Average(v => v * v), 0.91, 1.09);
    }

    [Fact]
    public void SampleLatents_OfSeeds_AreTheHeartsOfTheVerbs()
    {
        var hearts = _ml.Gan.SampleLatents([3, 40], Contract.Specimens.GeneratorPath);
        using var map = _ml.Gan.MapLatents("W", Contract.Specimens.GeneratorPath, "Z", truncationPsi: .7f).Fit(hearts);
        var made = map.Transform(hearts);
        Assert.Equal(["seed0003", "seed0040"], made.GetColumn<string>("Subject"));
        using var generator = NetworkFile.LoadGenerator(Contract.Specimens.GeneratorPath);
        var expected = LatentImages.OfSeeds(generator, [3, 40], .7);
        Assert.All(expected.Zip(TestRows.Vectors(made, "W")), w => Assert.InRange(Golden.MaxError(w.First, w.Second), 0, 1e-6));
    }

    [Theory]
    [InlineData(50f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void MapLatents_PsiOutOfRange_IsAWrongArgument(float psi)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() =>
            _ml.Gan.MapLatents("W", Contract.Specimens.GeneratorPath, "Z", truncationPsi: psi)
        );
        Assert.Contains("TruncationPsi", error.Message);
        Assert.Contains("expected 0 to 1", error.Message);
    }

    [Fact]
    public void LoadPhantom_Rows_HoldImagesAndTruth()
    {
        var options = new PhantomOptions { Phases = 20, Supersampling = 1 };
        var rows = _ml.Gan.LoadPhantom(2, seed: 3, options);
        Assert.Equal(40, rows.GetRowCount());
        Assert.Equal([1, 64, 64], ((VectorDataViewType)rows.Schema["Image"].Type).Dimensions.ToArray());
        var truth = new PhantomPopulation(options, 3).Subject(1).Render().Truth;
        var areas = TestRows.Vectors(rows, "LvAreaMm2");
        for (var t = 0; t < 20; t++)
            Assert.Equal((float)truth.Frames[t].LvAreaMm2, areas[20 + t][0]);
        var image = TestRows.Vectors(rows, "Image")[25];
        Assert.InRange(image.Max(), 0.9f, 1);
        Assert.InRange(image.Min(), -1, -0.5f);
    }

    [Fact]
    public void LoadFrames_NoStore_SaysSo() =>
        Assert.Contains("no such file", Assert.Throws<InputException>(() => _ml.Gan.LoadFrames("nowhere")).Message);

    [Fact]
    public void SplitFrames_Cines_GivesOneRowAFrame()
    {
        var cines = new RowsView(
            3,
            SourceColumn.Text("Id", r => $"c{r}"),
            SourceColumn.Vector(
                "Path",
                [4, 2],
                (r, v) =>
                {
                    for (var i = 0; i < v.Length; i++)
                        v[i] = 10 * r + i;
                }
            )
        );
        var frames = _ml.Gan.ToDataFrame(_ml.Gan.SplitFrames(cines, "W", "Path"));
        Assert.Equal(12, frames.Rows.Count);
        Assert.Equal("c1", frames["Id"][6]);
        Assert.Equal(2f, frames["Frame"][6]);
        Assert.Equal([14f, 15f], ((VBufferDataFrameColumn<float>)frames["W"])[6].DenseValues());
    }

    [Fact]
    public void LoadCsv_SavedUnderAnotherCulture_GivesTheSameFrame()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        var path = Path.GetTempFileName();
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            var frame = new DataFrame(
                new StringDataFrameColumn("Id", ["001", "é,\"x\"", "16777217"]),
                new SingleDataFrameColumn("Value", [1.5f, null, 1 / 3f]),
                new VBufferDataFrameColumn<float>(
                    "W",
                    [new VBuffer<float>(2, [1e-20f, 2]), new VBuffer<float>(2, [3, 4]), new VBuffer<float>(2, [0.1f, -5])]
                )
            );
            _ml.Gan.SaveCsv(frame, path);
            Assert.Equal("Id,Value,W0,W1\n001,1.5,1E-20,2\n\"é,\"\"x\"\"\",,3,4\n16777217,0.33333334,0.1,-5\n", File.ReadAllText(path));
            var read = _ml.Gan.LoadCsv(path, "Id");
            for (var r = 0; r < 3; r++)
            {
                Assert.Equal(frame["Id"][r], read["Id"][r]);
                Assert.Equal(frame["Value"][r], read["Value"][r]);
                Assert.Equal(
                    ((VBufferDataFrameColumn<float>)frame["W"])[r].DenseValues(),
                    ((VBufferDataFrameColumn<float>)read["W"])[r].DenseValues()
                );
            }
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
            File.Delete(path);
        }
    }

    [Fact]
    public void LoadCsv_TextInANumberColumn_NamesTheCell()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "Id,Value\na,1\nb,1,5\n");
        var error = Assert.Throws<InputException>(() => _ml.Gan.LoadCsv(path));
        Assert.Contains("column 'Id', row 1: expected a number with a decimal point, found 'a'", error.Message);
        File.Delete(path);
    }

    [Fact]
    public void Correlation_OfColumns_EqualsTheStatistics()
    {
        var random = new Random(2);
        double[] x = [.. Enumerable.Range(0, 50).Select(_ => (double)(float)random.NextDouble())];
        double[] y = [.. x.Select(v => (double)(float)(v + random.NextDouble()))];
        double[] z = [.. x.Select(_ => (double)(float)random.NextDouble())];
        var frame = new DataFrame(Column("X", x), Column("Y", y), Column("Z", z));
        var table = _ml.Gan.Correlation(frame, "X", "Y", "Z");
        var expected = GanCmri.Statistics.Correlation.Pearson(x, y);
        Assert.Equal(3, table.Rows.Count);
        Assert.Equal(expected.R, (double)table["R"][0]);
        Assert.Equal(expected.Lower, (double)table["Lower"][0]);
        Assert.Equal(expected.P, (double)table["P"][0]);
        Assert.Equal(50, table["N"][0]);
        Assert.Equal(GanCmri.Statistics.Correlation.Partial(x, y, [z]).R, (double)_ml.Gan.PartialCorrelation(frame, "X", "Y", "Z")["R"][0]);
        var line = GanCmri.Statistics.LinearFit.Of(x, y);
        var study = _ml.Gan.Association(frame, new AssociationOptions { Outcomes = ["Y"], Exposures = ["X"] });
        Assert.Equal(line.Slope.Estimate, (double)study["beta"][0], 10);
        Assert.Equal(50L, study["n_total"][0]);
    }

    private static SingleDataFrameColumn Column(string name, double[] values) => new(name, values.Select(v => (float)v));
}
