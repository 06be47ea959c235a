using GanCmri.Learning.Data;
using GanCmri.Runtime;
using GanCmri.Statistics;
using Microsoft.Data.Analysis;

namespace GanCmri.Learning.Statistics;

/// <summary>Results of the statistics as frames.</summary>
internal static class StatisticsFrames
{
    /// <summary>A frame with p adjusted beside.</summary>
    public static DataFrame Adjusted(DataFrame frame, string column)
    {
        if ((Find(StringComparison.Ordinal) ?? Find(StringComparison.OrdinalIgnoreCase)) is not { } given)
            throw new InputException(
                $"column '{column}'",
                "p values",
                $"columns {string.Join(", ", frame.Columns.Select(c => c.Name))}",
                "name one of these"
            );
        double[] p =
        [
            .. Enumerable
                .Range(0, (int)given.Length)
                .Select(i =>
                    given[i] switch
                    {
                        null => double.NaN,
                        IConvertible v and not string => Convert.ToDouble(v, System.Globalization.CultureInfo.InvariantCulture),
                        _ => double.PositiveInfinity,
                    }
                ),
        ];
        if (Array.Exists(p, v => v is < 0 or > 1))
            throw new InputException($"column '{column}'", "p values between 0 and 1", "others", "name the column of p");
        DataFrameColumn[] added =
        [
            new DoubleDataFrameColumn("Q", MultipleTesting.BenjaminiHochberg(p).OrNull()),
            new DoubleDataFrameColumn("QDependent", MultipleTesting.BenjaminiYekutieli(p).OrNull()),
            new DoubleDataFrameColumn("Holm", MultipleTesting.Holm(p).OrNull()),
            new DoubleDataFrameColumn("Bonferroni", MultipleTesting.Bonferroni(p).OrNull()),
        ];
        return new DataFrame([.. frame.Columns.Where(c => added.All(a => a.Name != c.Name)).Select(c => c.Clone()), .. added]);

        DataFrameColumn? Find(StringComparison how) => frame.Columns.FirstOrDefault(c => c.Name.Equals(column, how));
    }

    /// <summary>One row of an area under the curve.</summary>
    public static DataFrame Of(Auc auc) =>
        new(
            Number("Area", auc.Area),
            Number("StandardError", auc.StandardError),
            Number("Lower", auc.Lower),
            Number("Upper", auc.Upper),
            new Int32DataFrameColumn("Cases", [auc.Cases]),
            new Int32DataFrameColumn("Controls", [auc.Controls])
        );

    /// <summary>One row of a bootstrap.</summary>
    public static DataFrame Of(BootstrapInterval interval) =>
        new(
            Number("Estimate", interval.Estimate),
            Number("Lower", interval.Lower),
            Number("Upper", interval.Upper),
            Number("StandardError", interval.StandardError),
            new Int32DataFrameColumn("Units", [interval.Units])
        );

    private static DoubleDataFrameColumn Number(string name, double value) => new(name, new[] { value }.OrNull());
}
