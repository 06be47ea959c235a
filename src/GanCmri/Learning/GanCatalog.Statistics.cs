using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
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
    /// <example>
    /// <code>
    /// var phantoms = ml.Gan.LoadPhantom(subjects: 100);
    /// var table = ml.Gan.Correlation(phantoms, "LvAreaMm2", "SphericityIndex", "WallThicknessMm"); // three pairs, three rows
    /// </code>
    /// </example>
    /// <param name="data">Rows, or a data frame.</param>
    /// <param name="columnNames">At least two columns of Single; rows where either is NaN are left out of a pair.</param>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public DataFrame Correlation(IDataView data, params string[] columnNames)
    {
        var columns = StatisticsColumns.Read(data, columnNames, _context.Cancellation);
        return StatisticsColumns.Correlations(
            from i in Enumerable.Range(0, columns.Length)
            from j in Enumerable.Range(i + 1, columns.Length - i - 1)
            select (columnNames[i], columnNames[j], GanCmri.Statistics.Correlation.Pearson(columns[i], columns[j]))
        );
    }

    /// <summary>Correlation of two columns with others held constant: one row of X, Y, R, Lower, Upper, P, Log10P, N.</summary>
    /// <example>
    /// <code>
    /// var phantoms = ml.Gan.LoadPhantom(subjects: 100);
    /// var table = ml.Gan.PartialCorrelation(phantoms, "LvAreaMm2", "WallThicknessMm", "AgeYears", "Sex");
    /// </code>
    /// </example>
    /// <param name="data">Rows, or a data frame.</param>
    /// <param name="xColumnName">A column of Single.</param>
    /// <param name="yColumnName">Another.</param>
    /// <param name="heldColumnNames">The columns held constant.</param>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public DataFrame PartialCorrelation(IDataView data, string xColumnName, string yColumnName, params string[] heldColumnNames)
    {
        var columns = StatisticsColumns.Read(data, [xColumnName, yColumnName, .. heldColumnNames], _context.Cancellation);
        return StatisticsColumns.Correlations([
            (xColumnName, yColumnName, GanCmri.Statistics.Correlation.Partial(columns[0], columns[1], columns[2..])),
        ]);
    }

    /// <summary>Spearman rank correlations of columns with each other, one row a pair: X, Y, R, Lower, Upper, P, Log10P, N.</summary>
    /// <example>
    /// <code>
    /// var phantoms = ml.Gan.LoadPhantom(subjects: 100);
    /// var table = ml.Gan.RankCorrelation(phantoms, "LvAreaMm2", "AgeYears");
    /// </code>
    /// </example>
    /// <param name="data">Rows, or a data frame.</param>
    /// <param name="columnNames">At least two columns of Single; rows where either is NaN are left out of a pair.</param>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public DataFrame RankCorrelation(IDataView data, params string[] columnNames)
    {
        var columns = StatisticsColumns.Read(data, columnNames, _context.Cancellation);
        return StatisticsColumns.Correlations(
            from i in Enumerable.Range(0, columns.Length)
            from j in Enumerable.Range(i + 1, columns.Length - i - 1)
            select (columnNames[i], columnNames[j], GanCmri.Statistics.Correlation.Spearman(columns[i], columns[j]))
        );
    }

    /// <summary>Area under the receiver operating characteristic with DeLong's interval, one row: Area, StandardError, Lower, Upper, Cases,
    /// Controls.</summary>
    /// <example>
    /// <code>
    /// var phantoms = ml.Gan.LoadPhantom(subjects: 100);
    /// var table = ml.Gan.AreaUnderCurve(phantoms, "WallThicknessMm", "Sex");
    /// </code>
    /// </example>
    /// <param name="data">Rows, or a data frame.</param>
    /// <param name="scoreColumnName">Single column, higher for cases.</param>
    /// <param name="caseColumnName">Single column, above 0.5 for a case; rows where either is NaN are left out.</param>
    /// <exception cref="InputException">A column is missing or of another type, or there are only cases or only controls.</exception>
    public DataFrame AreaUnderCurve(IDataView data, string scoreColumnName, string caseColumnName)
    {
        var columns = StatisticsColumns.Read(data, [scoreColumnName, caseColumnName], _context.Cancellation);
        int[] known = [.. Enumerable.Range(0, columns[0].Length).Where(i => !double.IsNaN(columns[0][i] + columns[1][i]))];
        bool[] cases = [.. known.Select(i => columns[1][i] > 0.5)];
        if (!cases.Contains(true) || !cases.Contains(false))
            throw new InputException(
                $"column '{caseColumnName}'",
                "cases (1) and controls (0)",
                "only one of them",
                "name the column of cases"
            );
        return StatisticsFrames.Of(Auc.Of([.. known.Select(i => columns[0][i])], cases));
    }

    /// <summary>The frame with columns of p values adjusted for the number of tests added: Q (Benjamini and Hochberg), QDependent
    /// (Benjamini and Yekutieli), Holm, Bonferroni.</summary>
    /// <example>
    /// <code>
    /// var phantoms = ml.Gan.LoadPhantom(subjects: 100);
    /// var pairs = ml.Gan.Correlation(phantoms, "LvAreaMm2", "SphericityIndex", "WallThicknessMm");
    /// var table = ml.Gan.AdjustP(pairs); // with Q, QDependent, Holm, Bonferroni
    /// </code>
    /// </example>
    /// <param name="frame">Any results.</param>
    /// <param name="columnName">Its column of p, in capitals or not where none has just this name; NaN and missing ones do not
    /// count.</param>
    /// <exception cref="InputException">There is no such column, or it holds no p values.</exception>
    public DataFrame AdjustP(DataFrame frame, string columnName = "P") => StatisticsFrames.Adjusted(frame, columnName);

    /// <summary>
    /// Bootstrap interval of any metric, whole patients resampled, one row: Estimate, Lower, Upper, StandardError, Units. The metric gets
    /// the columns with the rows drawn.
    /// </summary>
    /// <example>
    /// <code>
    /// var ratio = ml.Gan.BootstrapMetric(
    ///     ml.Gan.LoadPhantom(subjects: 100),
    ///     columns => columns[0].Average() / columns[1].Average(),
    ///     ["LvAreaMm2", "WallThicknessMm"],
    ///     clusterColumnName: "Subject",
    ///     new BootstrapOptions { Resamples = 1000 }
    /// );
    /// </code>
    /// </example>
    /// <param name="data">Rows, or a data frame.</param>
    /// <param name="metric">From the columns, one array each, to a number; e.g. c => Correlation.Spearman(c[0], c[1]).R.</param>
    /// <param name="columnNames">Columns of Single.</param>
    /// <param name="clusterColumnName">Text column of what belongs together, e.g. the patient; null: rows are independent.</param>
    /// <param name="options">Resamples, level, seed, method.</param>
    /// <exception cref="InputException">A column is missing or of another type, or there are fewer than two patients.</exception>
    public DataFrame BootstrapMetric(
        IDataView data,
        Func<double[][], double> metric,
        IReadOnlyList<string> columnNames,
        string? clusterColumnName = null,
        BootstrapOptions? options = null
    )
    {
        var columns = StatisticsColumns.Read(data, [.. columnNames], _context.Cancellation);
        if (clusterColumnName is not null)
            InputColumn.TextOf(clusterColumnName, "what belongs together").Check(data.Schema);
        string[] clusters = clusterColumnName is null
            ? [.. columns[0].Select((_, i) => $"{i}")]
            : ColumnReader.ReadText(data, clusterColumnName);
        if (clusters.Distinct().Count() < 2)
            throw new InputException($"column '{clusterColumnName}'", "two patients or more", "fewer", "give more rows");
        return StatisticsFrames.Of(
            Bootstrap.Interval(clusters, rows => metric([.. columns.Select(c => Array.ConvertAll(rows, i => c[i]))]), options)
        );
    }

    /// <summary>Predicts a phenotype from other columns by least squares (e.g. age and sex in healthy people), and makes each row's
    /// deviation from its prediction, in standard deviations.</summary>
    /// <example>
    /// <code>
    /// var healthy = ml.Gan.LoadPhantom(subjects: 100, seed: 1);
    /// var others = ml.Gan.LoadPhantom(subjects: 20, seed: 2);
    /// var deviations = ml.Gan.ZScore("AreaZ", "LvAreaMm2", "AgeYears", "Sex").Fit(healthy).Transform(others);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the deviation, Single.</param>
    /// <param name="phenotypeColumnName">Single column of the phenotype; rows without a number are left out of the fit.</param>
    /// <param name="heldColumnNames">Single columns held constant, e.g. age, sex as 0 and 1, height.</param>
    public ZScoreEstimator ZScore(string outputColumnName, string phenotypeColumnName, params string[] heldColumnNames) =>
        new(_context, outputColumnName, phenotypeColumnName, heldColumnNames);

    /// <summary>Tests every outcome against every exposure, covariates held constant. One row a test, with the columns that <c>gancmri
    /// associate</c> writes, under the same names: "phenotype", "exposure", "beta", "SE", "lower", "upper", "p", "log10p", "q", "n_total"
    /// and so on to "note". Rows that a column Synthetic, IsSynthetic or Source calls synthetic are tested apart from the others. Its p
    /// values go to <c>AdjustP</c> as "p". Where rows count as independent although a column that names subjects (Subject, patient, id)
    /// has some several times, <c>MLContext.Log</c> has a warning.</summary>
    /// <example>
    /// <code>
    /// var options = new AssociationOptions
    /// {
    ///     Outcomes = ["LvAreaMm2", "SphericityIndex"],
    ///     Exposures = ["AgeYears"],
    ///     Covariates = ["Sex"],
    ///     Cluster = "Subject",
    /// };
    /// var table = ml.Gan.Association(ml.Gan.LoadPhantom(subjects: 100), options);
    /// </code>
    /// </example>
    /// <param name="data">Rows, or a data frame; Single, Double, integer, Boolean or text columns, and vectors of Single: PC stands for all
    /// its numbers, each by itself, PC0 for the first.</param>
    /// <param name="options">Outcomes, exposures, covariates, clusters.</param>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public DataFrame Association(IDataView data, AssociationOptions options) => AssociationFrame.Run(data, options, _context);
}
