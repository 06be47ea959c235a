using GanCmri.Learning;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Data;

public class DataFrameTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void ToDataFrame_MoreThanAHundredRows_KeepsAllAndTheirTypes()
    {
        var frame = _ml.Gan.ToDataFrame(TestRows.Make(250));
        Assert.Equal(250, frame.Rows.Count);
        Assert.Equal("s249", ((StringDataFrameColumn)frame["Id"])[249]);
        var vectors = (VBufferDataFrameColumn<float>)frame["X"];
        Assert.Equal([7f, 8, 9], vectors[7].DenseValues());
        Assert.Equal([249f, 250, 251], vectors[249].DenseValues());
    }

    [Fact]
    public void ToDataFrame_KeyColumn_GivesTheText()
    {
        var rows = TestRows.Make(5);
        var frame = _ml.Gan.ToDataFrame(_ml.Transforms.Conversion.MapValueToKey("Key", "Id").Fit(rows).Transform(rows));
        Assert.Equal("s003", ((StringDataFrameColumn)frame["Key"])[3]);
    }

    [Fact]
    public void FromDataFrame_Vectors_GetTheirSizeAndReachTrainers()
    {
        var view = _ml.Gan.FromDataFrame(_ml.Gan.ToDataFrame(TestRows.Make(20)));
        Assert.Equal(3, ((VectorDataViewType)view.Schema["X"].Type).Size);
        var scaled = _ml.Transforms.NormalizeMinMax("X", fixZero: false).Fit(view).Transform(view);
        Assert.Equal(1f, TestRows.Vectors(scaled, "X")[19][0], 5);
    }

    [Fact]
    public void FromDataFrame_RaggedVectors_NamesTheRow()
    {
        var frame = new DataFrame(new VBufferDataFrameColumn<float>("X", [new VBuffer<float>(2, [1f, 2]), new VBuffer<float>(1, [1f])]));
        var error = Assert.Throws<InputException>(() => TestRows.Vectors(_ml.Gan.FromDataFrame(frame), "X"));
        Assert.Contains("column 'X', row 1: expected 2 values, found 1", error.Message);
    }

    [Fact]
    public void Transform_FetchedVectors_DoNotAliasTheFrame()
    {
        var frame = _ml.Gan.ToDataFrame(TestRows.Make(3));
        var view = _ml.Gan.FromDataFrame(frame);
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["X"]);
        var value = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getter(ref value);
            VBufferEditor.CreateFromBuffer(ref value).Values.Fill(-1);
        }

        Assert.Equal([1f, 2, 3], ((VBufferDataFrameColumn<float>)frame["X"])[1].DenseValues());
    }

    [Fact]
    public void Transform_Frame_EqualsTransformOfRows()
    {
        var transformer = new CountingTransformer(_ml, 7);
        var frame = transformer.Transform(_ml.Gan.ToDataFrame(TestRows.Make(20)));
        var rows = TestRows.Vectors(transformer.Transform(TestRows.Make(20)), "Twice");
        var column = (VBufferDataFrameColumn<float>)frame["Twice"];
        for (var r = 0; r < 20; r++)
            Assert.Equal(rows[r], column[r].DenseValues());
    }
}
