using GanCmri.Learning.Data;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Batching;

public class BatchCursorTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(1000)]
    public void MoveNext_AnyBatchSize_GivesEveryRowItsOwnValues(int batchSize)
    {
        var view = new CountingTransformer(_ml, batchSize).Transform(TestRows.Make(100));
        using var cursor = view.GetRowCursor(view.Schema);
        var id = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Id"]);
        var twice = cursor.GetGetter<VBuffer<float>>(view.Schema["Twice"]);
        var sum = cursor.GetGetter<float>(view.Schema["Sum"]);
        var rowId = cursor.GetIdGetter();
        var rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            ReadOnlyMemory<char> text = default;
            VBuffer<float> vector = default;
            float total = 0;
            DataViewRowId number = default;
            id(ref text);
            twice(ref vector);
            sum(ref total);
            rowId(ref number);
            Assert.Equal($"s{rows:000}", text.ToString());
            Assert.Equal([2f * rows, 2f * rows + 2, 2f * rows + 4], vector.DenseValues());
            Assert.Equal(3f * rows + 3, total);
            Assert.Equal((ulong)rows, number.Low);
            Assert.Equal(rows, cursor.Position);
        }

        Assert.Equal(100, rows);
    }

    [Fact]
    public void Kernel_OutputsRead_RunsOnceABatch()
    {
        var transformer = new CountingTransformer(_ml, 16);
        TestRows.Vectors(transformer.Transform(TestRows.Make(1000)), "Twice");
        Assert.Equal(63, transformer.Calls);
        Assert.Equal(16, transformer.MostRows);
    }

    [Fact]
    public void Kernel_OutputsNotRead_NeverRuns()
    {
        var transformer = new CountingTransformer(_ml, 16);
        TestRows.Vectors(transformer.Transform(TestRows.Make(1000)), "X");
        Assert.Equal(0, transformer.Calls);
    }

    [Fact]
    public void Kernel_FirstFiveRows_RunsOnce()
    {
        var transformer = new CountingTransformer(_ml, 16);
        TestRows.Vectors(_ml.Data.TakeRows(transformer.Transform(TestRows.Make(1000)), 5), "Twice");
        Assert.Equal(1, transformer.Calls);
    }

    [Fact]
    public void Kernel_BehindACache_RunsForOnePassOnly()
    {
        var transformer = new CountingTransformer(_ml, 16);
        var cached = _ml.Data.Cache(transformer.Transform(TestRows.Make(160)), "Twice");
        TestRows.Vectors(cached, "Twice");
        TestRows.Vectors(cached, "Twice");
        Assert.Equal(10, transformer.Calls);
    }

    [Fact]
    public void GetRowCursorSet_FourCursorsOnThreads_GivesEveryRowOnce()
    {
        var view = new CountingTransformer(_ml, 16).Transform(TestRows.Make(1003));
        var sums = new System.Collections.Concurrent.ConcurrentBag<float>();
        Parallel.ForEach(
            view.GetRowCursorSet(view.Schema, 4),
            cursor =>
            {
                using (cursor)
                {
                    var sum = cursor.GetGetter<float>(view.Schema["Sum"]);
                    while (cursor.MoveNext())
                    {
                        var value = 0f;
                        sum(ref value);
                        sums.Add(value);
                    }
                }
            }
        );
        Assert.Equal(Enumerable.Range(0, 1003).Select(r => 3f * r + 3), sums.Order());
    }

    [Fact]
    public void PredictionEngine_RowsInTurn_RunsOneRowAtATime()
    {
        var transformer = new CountingTransformer(_ml, 16);
        var engine = _ml.Model.CreatePredictionEngine<In, Out>(transformer);
        Assert.Equal([2f, 4, 6], engine.Predict(new In { X = [1, 2, 3] }).Twice);
        Assert.Equal([8f, 10, 12], engine.Predict(new In { X = [4, 5, 6] }).Twice);
        Assert.Equal((2, 1), (transformer.Calls, transformer.MostRows));
    }

    [Fact]
    public void MoveNext_Cancelled_StopsAtTheNextBatch()
    {
        using var source = new CancellationTokenSource();
        var view = new CountingTransformer(_ml, 16, cancellation: source.Token).Transform(TestRows.Make(1000));
        using var cursor = view.GetRowCursor(view.Schema);
        for (var i = 0; i < 16; i++)
            Assert.True(cursor.MoveNext());
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => cursor.MoveNext());
    }

    [Fact]
    public void Transform_OutputNamedAsInput_HidesTheInput()
    {
        var view = new CountingTransformer(_ml, 7, output: "X").Transform(TestRows.Make(10));
        Assert.Equal([4f, 6, 8], TestRows.Vectors(view, "X")[2]);
    }

    [Fact]
    public void Transform_SecondPassOfACostlyStep_WarnsOnce()
    {
        var warnings = new List<string>();
        _ml.Log += (_, e) =>
        {
            if (e.Message.Contains("AppendCacheCheckpoint"))
                warnings.Add(e.Message);
        };
        var view = new CountingTransformer(_ml, 16, costly: true).Transform(TestRows.Make(50));
        for (var pass = 0; pass < 3; pass++)
            TestRows.Vectors(view, "Twice");
        Assert.Single(warnings);
    }

    [Fact]
    public void Transform_MissingColumn_SaysWhatThereIs()
    {
        var error = Assert.Throws<InputException>(() =>
            new CountingTransformer(_ml, 16).Transform(new RowsView(1, SourceColumn.Text("Id", _ => "")))
        );
        Assert.Equal(
            "column 'X': expected numbers (Vector<Single, 3>), found no such column (columns: Id); "
                + "name the right input column, or append the step that makes it.",
            error.Message
        );
    }

    [Fact]
    public void Transform_WrongSize_SaysBothSizes()
    {
        var error = Assert.Throws<InputException>(() => new CountingTransformer(_ml, 16, size: 4).Transform(TestRows.Make(1)));
        Assert.Contains("expected numbers (Vector<Single, 4>), found Vector<Single, 3>", error.Message);
    }

    private sealed class In
    {
        [VectorType(3)]
        public float[] X { get; set; } = [];
    }

    private sealed class Out
    {
        public float[] Twice { get; set; } = [];
    }
}
