using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Statistics;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace GanCmri.Learning.Statistics;

/// <summary>Columns for the statistics, and their results as frames.</summary>
internal static class StatisticsColumns
{
    /// <summary>Columns of Single as double.</summary>
    public static double[][] Read(IDataView data, string[] names, CancellationToken cancellation)
    {
        foreach (var name in names)
            new InputColumn(name, "numbers").Check(data.Schema);
        return [.. ColumnReader.Read(data, cancellation, names).Select(c => Array.ConvertAll(c, v => (double)v[0]))];
    }

    /// <summary>One row a correlation.</summary>
    public static DataFrame Correlations(IEnumerable<(string X, string Y, CorrelationResult Result)> pairs)
    {
        var rows = pairs.ToArray();
        return new DataFrame(
            new StringDataFrameColumn("X", rows.Select(r => r.X)),
            new StringDataFrameColumn("Y", rows.Select(r => r.Y)),
            new DoubleDataFrameColumn("R", rows.Select(r => r.Result.R).OrNull()),
            new DoubleDataFrameColumn("Lower", rows.Select(r => r.Result.Lower).OrNull()),
            new DoubleDataFrameColumn("Upper", rows.Select(r => r.Result.Upper).OrNull()),
            new DoubleDataFrameColumn("P", rows.Select(r => r.Result.P).OrNull()),
            new DoubleDataFrameColumn("Log10P", rows.Select(r => r.Result.Log10P).OrNull()),
            new Int32DataFrameColumn("N", rows.Select(r => r.Result.N))
        );
    }
}
