using GanCmri.Learning.Statistics;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>Pearson correlations of columns with each other, one row a pair: X, Y, R, Lower, Upper, P, Log10P, N.</summary>
    /// <param name="data">Rows, or a data frame.</param>
    /// <param name="columnNames">At least two columns of Single; rows where either is NaN are left out of a pair.</param>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public DataFrame Correlation(IDataView data, params string[] columnNames)
    {
        var columns = StatisticsColumns.Read(data, columnNames, _context.Cancellation);
        return StatisticsColumns.Correlations(
            from i in Enumerable.Range(0, columns.Length)
            from j in Enumerable.Range(i + 1, columns.Length - i - 1)
            select (columnNames[i], columnNames[j], GanCmri.Statistics.Correlation.Pearson(columns[i], columns[j])));
    }

    /// <summary>Correlation of two columns with others held constant: one row of X, Y, R, Lower, Upper, P, Log10P, N.</summary>
    /// <param name="data">Rows, or a data frame.</param>
    /// <param name="xColumnName">A column of Single.</param>
    /// <param name="yColumnName">Another.</param>
    /// <param name="heldColumnNames">The columns held constant.</param>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public DataFrame PartialCorrelation(IDataView data, string xColumnName, string yColumnName, params string[] heldColumnNames)
    {
        var columns = StatisticsColumns.Read(data, [xColumnName, yColumnName, .. heldColumnNames], _context.Cancellation);
        return StatisticsColumns.Correlations([(xColumnName, yColumnName, GanCmri.Statistics.Correlation.Partial(columns[0], columns[1], columns[2..]))]);
    }

    /// <summary>Every outcome on every exposure with covariates held constant, one row a test: effect, interval, p, q, n and notes.</summary>
    /// <param name="data">Rows, or a data frame; Single, Double, integer, Boolean or text columns.</param>
    /// <param name="options">Outcomes, exposures, covariates, clusters.</param>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public DataFrame Association(IDataView data, AssociationOptions options) =>
        AssociationFrame.Run(data, options, _context);
}
