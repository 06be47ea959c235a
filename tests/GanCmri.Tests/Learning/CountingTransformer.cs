using GanCmri.Learning;
using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using Microsoft.ML;

namespace GanCmri.Tests.Learning;

/// <summary>A kernel that doubles vectors and counts how often it runs.</summary>
internal sealed class CountingTransformer(
    MLContext ml,
    int batchSize,
    int size = 3,
    string output = "Twice",
    bool costly = false,
    CancellationToken cancellation = default
) : BatchTransformer(new GanContext(ml, null, cancellation), batchSize)
{
    private int _calls;

    public int Calls => _calls;

    public int MostRows { get; private set; }

    internal override string Kind => "Counting";

    internal override bool IsCostly => costly;

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn("X", "numbers", size)];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(output, "twice the numbers", size), new OutputColumn("Sum", "their sum")];

    internal override object State => throw new NotSupportedException();

    private protected override void Compute(Batch batch)
    {
        Interlocked.Increment(ref _calls);
        lock (this)
            MostRows = Math.Max(MostRows, batch.Rows);
        for (var row = 0; row < batch.Rows; row++)
        {
            var x = batch.Input(0, row);
            if (batch.Wanted[0])
                for (var i = 0; i < x.Length; i++)
                    batch.Output(0, row)[i] = 2 * x[i];
            if (!batch.Wanted[1])
                continue;
            var sum = 0f;
            foreach (var value in x)
                sum += value;
            batch.Output(1, row)[0] = sum;
        }
    }
}

/// <summary>Rows for tests: X = (r, r + 1, r + 2), Id = "s007".</summary>
internal static class TestRows
{
    public static IDataView Make(int rows) =>
        new RowsView(
            rows,
            SourceColumn.Text("Id", r => $"s{r:000}"),
            SourceColumn.Vector(
                "X",
                [3],
                (r, x) =>
                {
                    for (var i = 0; i < x.Length; i++)
                        x[i] = r + i;
                }
            )
        );

    public static float[][] Vectors(IDataView view, string column) => ColumnReader.Read(view, default, column)[0];
}
