using GanCmri.Learning;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Data;

/// <summary>What is missing is null in frames and NaN in views, whichever way it goes.</summary>
public sealed class FrameNullsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadTable_MissingCells_AreCountedAndSkipped()
    {
        File.WriteAllText(_folder.File("t.csv"), "id,lvef,site\na,50,oslo\nb,NA,NA\nc,60,leeds\n");
        Holds(_ml.Gan.LoadTable(_folder.File("t.csv"), "id"));
        Assert.Equal(["oslo", null, "leeds"], _ml.Gan.LoadTable(_folder.File("t.csv"), "id")["site"].Cast<string?>());
    }

    [Fact]
    public void LoadCsv_MissingCells_AreCountedAndSkipped()
    {
        File.WriteAllText(_folder.File("t.csv"), "id,lvef\na,50\nb,\nc,60\n");
        Holds(_ml.Gan.LoadCsv(_folder.File("t.csv"), "id"));
    }

    [Fact]
    public void ToDataFrame_NaN_IsCountedAndSkippedAndNaNAgainInPipelines()
    {
        File.WriteAllText(_folder.File("t.csv"), "id,lvef\na,50\nb,\nc,60\n");
        var view = _ml.Gan.FromDataFrame(_ml.Gan.LoadTable(_folder.File("t.csv"), "id"));
        Assert.Equal([50, float.NaN, 60], view.GetColumn<float>("lvef"));
        Holds(_ml.Gan.ToDataFrame(view));
        var replaced = _ml.Transforms.ReplaceMissingValues("lvef", replacementMode: ReplacementMode()).Fit(view).Transform(view);
        Assert.Equal([50, 55, 60], replaced.GetColumn<float>("lvef"));
        var wide = _ml.Transforms.Conversion.ConvertType("lvef", outputKind: DataKind.Double).Fit(view).Transform(view);
        Holds(_ml.Gan.ToDataFrame(wide));
        Assert.Equal([50, double.NaN, 60], _ml.Gan.FromDataFrame(_ml.Gan.ToDataFrame(wide)).GetColumn<double>("lvef"));
    }

    [Fact]
    public void ToDataFrame_MissingKey_IsNull()
    {
        var view = _ml.Data.LoadFromEnumerable([new Named { Name = "a" }, new Named { Name = "" }]);
        var frame = _ml.Gan.ToDataFrame(_ml.Transforms.Conversion.MapValueToKey("Name").Fit(view).Transform(view));
        Assert.Equal(["a", null], frame["Name"].Cast<string?>());
    }

    private static void Holds(DataFrame frame)
    {
        Assert.Equal(1, frame["lvef"].NullCount);
        Assert.Equal(55, frame["lvef"].Mean(), 6);
        Assert.Equal(2, frame.DropNulls().Rows.Count);
    }

    private static Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode ReplacementMode() =>
        Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean;

    private sealed class Named
    {
        public string Name { get; set; } = "";
    }
}
