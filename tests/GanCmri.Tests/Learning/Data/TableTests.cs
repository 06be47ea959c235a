using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Reports.Association;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Trajectories.Tables;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Data;

public sealed class TableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.parquet")]
    public void SaveTable_LoadTable_GiveTheFrameBack(string name)
    {
        var frame = new DataFrame(
            new StringDataFrameColumn("id", ["001", "002"]),
            new SingleDataFrameColumn("lv_area_mm2", [0.1f, float.NaN]),
            new VBufferDataFrameColumn<float>("W", [new VBuffer<float>(2, [1f, 2.5f]), new VBuffer<float>(2, [3f, 4f])]),
            new StringDataFrameColumn("sex", ["F", "M"])
        );
        _ml.Gan.SaveTable(frame, _folder.File(name));
        var read = _ml.Gan.LoadTable(_folder.File(name), "id");
        Assert.Equal(["id", "lv_area_mm2", "W", "sex"], read.Columns.Select(c => c.Name));
        Assert.Equal(["001", "002"], read["id"].Cast<string>());
        Assert.Equal([0.1f, null], read["lv_area_mm2"].Cast<float?>());
        Assert.Equal([3f, 4f], ((VBufferDataFrameColumn<float>)read["W"])[1].DenseValues());
        Assert.Equal(["F", "M"], read["sex"].Cast<string>());
    }

    [Fact]
    public void SaveCsv_VectorsOfAnyNumbers_HaveAColumnANumber()
    {
        var frame = new DataFrame(
            new VBufferDataFrameColumn<double>("D", [new VBuffer<double>(2, [0.1, double.NaN]), new VBuffer<double>(2, [3, 1e-300])]),
            new VBufferDataFrameColumn<int>("N", [new VBuffer<int>(2, [1, 2]), new VBuffer<int>(2, 1, [7], [1])]),
            new VBufferDataFrameColumn<bool>("B", [new VBuffer<bool>(1, [true]), new VBuffer<bool>(1, [false])])
        );
        _ml.Gan.SaveCsv(frame, _folder.File("t.csv"));
        Assert.Equal("D0,D1,N0,N1,B0\n0.1,,1,2,true\n3,1E-300,0,7,false\n", File.ReadAllText(_folder.File("t.csv")));
        _ml.Gan.SaveTable(frame, _folder.File("t.parquet"));
        var read = _ml.Gan.LoadTable(_folder.File("t.parquet"));
        Assert.Equal(["D", "N", "B0"], read.Columns.Select(c => c.Name));
        Assert.Equal([0.1f, float.NaN], ((VBufferDataFrameColumn<float>)read["D"])[0].DenseValues());
        Assert.Equal([0f, 7], ((VBufferDataFrameColumn<float>)read["N"])[1].DenseValues());
    }

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.parquet")]
    public void SaveTable_VectorsThatDifferInLength_NamesTheRow(string name)
    {
        var single = new VBufferDataFrameColumn<float>("W", [new VBuffer<float>(2, [1f, 2]), new VBuffer<float>(1, [1f])]);
        var real = new VBufferDataFrameColumn<double>("W", [new VBuffer<double>(1, [1]), new VBuffer<double>(2, [1, 2])]);
        foreach (var column in new DataFrameColumn[] { single, real })
        {
            var error = Assert.Throws<InputException>(() => _ml.Gan.SaveTable(new DataFrame(column), _folder.File(name)));
            Assert.Contains("column 'W', row 2: expected ", error.Message);
            Assert.False(File.Exists(_folder.File(name)));
        }
    }

    [Fact]
    public void LoadTable_TextOfAParquetFile_StaysText()
    {
        var frame = new DataFrame(
            new StringDataFrameColumn("id", ["001", "007"]),
            new StringDataFrameColumn("PC0", ["1", "NA"]),
            new SingleDataFrameColumn("PC1", [3f, 4f])
        );
        _ml.Gan.SaveTable(frame, _folder.File("t.parquet"));
        var read = _ml.Gan.LoadTable(_folder.File("t.parquet"));
        Assert.Equal(["001", "007"], read["id"].Cast<string>());
        Assert.Equal("1", read["PC0"][0]);
        Assert.Equal([3f, 4f], read["PC1"].Cast<float>());
    }

    [Fact]
    public void LoadCsv_NumberedColumnThatIsText_IsNotPartOfAVector()
    {
        File.WriteAllText(_folder.File("t.csv"), "v0,v1,v2\n1,2,x\n");
        var read = _ml.Gan.LoadCsv(_folder.File("t.csv"), "v2");
        Assert.Equal(["v", "v2"], read.Columns.Select(c => c.Name));
        Assert.Equal("x", read["v2"][0]);
    }

    [Fact]
    public void ToDataFrame_NullsAndDates_Pass()
    {
        var frame = new DataFrame(
            new Int32DataFrameColumn("n", [1, null, 3]),
            new DateTimeDataFrameColumn("day", [new DateTime(2020, 1, 2), new DateTime(2021, 3, 4), null]),
            new BooleanDataFrameColumn("sure", [true, null, false]),
            new StringDataFrameColumn("text", ["a", null, "c"])
        );
        var read = _ml.Gan.ToDataFrame(frame);
        Assert.Equal([1.0, null, 3], read["n"].Cast<double?>());
        Assert.Equal([1.0, null, 0], read["sure"].Cast<double?>());
        Assert.Equal(new DateTime(2021, 3, 4), read["day"][1]);
        Assert.Null(read["day"][2]);
        _ml.Gan.SaveCsv(read, _folder.File("t.csv"));
        Assert.Equal("n,day,sure,text\n1,2020-01-02,1,a\n,2021-03-04,,\n3,,0,c\n", File.ReadAllText(_folder.File("t.csv")));
    }

    [Fact]
    public void Association_FrameWithNullsAndTypedColumns_LeavesNullsOutAndHasTheCommandsColumns()
    {
        var frame = new DataFrame(
            new DoubleDataFrameColumn("y", [1, 2, 4, 3, 6, 5.5]),
            new Int32DataFrameColumn("age", [10, 20, null, 40, 50, 60])
        );
        var result = _ml.Gan.Association(frame, new AssociationOptions { Outcomes = ["y"], Exposures = ["age"] });
        Assert.Equal((5L, 1L), ((long)result["n_total"][0], (long)result["n_missing"][0]));
        string[] command =
        [
            "phenotype",
            "exposure",
            "beta",
            "SE",
            "lower",
            "upper",
            "p",
            "log10p",
            "q",
            "n_total",
            "n_cases",
            "n_controls",
            "n_level",
            "n_reference",
            "n_clusters",
            "n_missing",
            "q_by",
            "p_bonferroni",
            "partial_r",
            "joint_statistic",
            "joint_df",
            "joint_df2",
            "p_joint",
            "q_joint",
            "p_lr",
            "ratio",
            "ratio_lower",
            "ratio_upper",
            "beta_per_sd",
            "beta_std",
            "lambda_gc",
            "p_max_t",
            "df",
            "group",
            "source",
            "note",
        ];
        Assert.Equal(command, result.Columns.Select(c => c.Name));
        AssociationCsv.Save(_folder.File("results.csv"), new AssociationTable([], [], [], 0));
        Assert.Equal(string.Join(',', command), File.ReadLines(_folder.File("results.csv")).First());
        Assert.True(double.IsFinite((double)result["beta_std"][0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void LatentCsv_Parquet_ReadsBackWhatWasWritten(int layers)
    {
        LatentFrame[] frames = [new("S1", "S1-01", 2, 0, "ED", 0, [1, 2, 3, 4.5f]), new("S2", "S2-01", 0, 1, "", null, [5, 6, 7, 8])];
        LatentCsv.Write(_folder.File("w.parquet"), new LatentTable(frames, layers));
        var read = LatentCsv.Read(_folder.File("w.parquet"));
        Assert.Equal(layers, read.Layers);
        Assert.Equal(frames.SelectMany(f => f.W), read.Frames.SelectMany(f => f.W));
        Assert.Equal(
            frames.Select(f => (f.Subject, f.Series, f.Slice, f.Frame, f.Phase, f.TimeMs)),
            read.Frames.Select(f => (f.Subject, f.Series, f.Slice, f.Frame, f.Phase, f.TimeMs))
        );
    }
}
