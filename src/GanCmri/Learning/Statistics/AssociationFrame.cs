using GanCmri.Learning.Data;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Statistics;

/// <summary>An association study on rows. The study reads files, so the columns it needs pass through a temporary one.</summary>
internal static class AssociationFrame
{
    /// <summary>Runs the study.</summary>
    public static DataFrame Run(IDataView data, AssociationOptions options, GanContext context)
    {
        if (data is DataFrame frame)
            data = DataFrames.ToView(frame);
        string[] header = [.. data.Schema.Select(c => c.Name)];
        options = options.Renamed(header, name => PhenotypeNames.Spelt(header, name));
        var formulas = StudyFormulas.Of(options, header);
        var predictors = formulas.Columns;
        var folder = Directory.CreateTempSubdirectory("gancmri-"); // only this user's
        var file = Path.Combine(folder.FullName, "columns.csv");
        try
        {
            FrameCsv.Write(
                file,
                DataFrames.FromView(
                    Needed(
                        data,
                        options,
                        [.. predictors, .. new[] { options.Weights, formulas.Offset?.Column, options.Time }.OfType<string>()],
                        context.ML
                    ),
                    context.Cancellation
                )
            );
            // A column's type is known here: centres "1" to "5" as text are categories, whatever a file of them looks like.
            string[] text = [.. predictors.Where(n => data.Schema[n].Type is not NumberDataViewType)];
            string[] given = [.. text.Except(options.Numeric)];
            return ToFrame(
                AssociationStudy
                    .Run(file, options with { Categorical = [.. options.Categorical, .. given] }, context.Progress, context.Cancellation)
                    .Rows
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IDataView Needed(IDataView data, AssociationOptions options, IReadOnlyList<string> others, MLContext ml)
    {
        var marks = data.Schema.Select(c => c.Name).Where(n => n.ToLowerInvariant() is "synthetic" or "source");
        string[] names = [.. options.Outcomes, .. others, .. options.Grouping, .. marks];
        foreach (var name in names.Where(n => data.Schema.GetColumnOrNull(n) is null))
        {
            throw new InputException(
                $"column '{name}'",
                "an outcome, exposure or covariate",
                $"columns {string.Join(", ", data.Schema.Select(c => c.Name))}",
                "name one of these"
            );
        }

        // As Double, or the shortest digits of a Single would stand for another number.
        InputOutputColumnPair[] singles =
        [
            .. names.Distinct().Where(n => data.Schema[n].Type == NumberDataViewType.Single).Select(n => new InputOutputColumnPair(n)),
        ];
        var selected = ml.Transforms.SelectColumns([.. names.Distinct()]).Fit(data).Transform(data);
        return singles.Length == 0
            ? selected
            : ml.Transforms.Conversion.ConvertType(singles, DataKind.Double).Fit(selected).Transform(selected);
    }

    private static DataFrame ToFrame(IReadOnlyList<AssociationRow> rows) =>
        new(
            new StringDataFrameColumn("Phenotype", rows.Select(r => r.Phenotype)),
            new StringDataFrameColumn("Exposure", rows.Select(r => r.Exposure)),
            new StringDataFrameColumn("Source", rows.Select(r => r.Source)),
            new DoubleDataFrameColumn("Beta", rows.Select(r => r.Beta)),
            new DoubleDataFrameColumn("StandardError", rows.Select(r => r.StandardError)),
            new DoubleDataFrameColumn("Lower", rows.Select(r => r.Lower)),
            new DoubleDataFrameColumn("Upper", rows.Select(r => r.Upper)),
            new DoubleDataFrameColumn("DegreesOfFreedom", rows.Select(r => r.DegreesOfFreedom)),
            new DoubleDataFrameColumn("Ratio", rows.Select(r => r.Ratio)),
            new DoubleDataFrameColumn("RatioLower", rows.Select(r => r.RatioLower)),
            new DoubleDataFrameColumn("RatioUpper", rows.Select(r => r.RatioUpper)),
            new DoubleDataFrameColumn("BetaPerSd", rows.Select(r => r.BetaPerSd)),
            new DoubleDataFrameColumn("BetaStandardised", rows.Select(r => r.BetaStandardised)),
            new DoubleDataFrameColumn("P", rows.Select(r => r.Significance.Value)),
            new DoubleDataFrameColumn("Log10P", rows.Select(r => r.Significance.Log10)),
            new DoubleDataFrameColumn("Q", rows.Select(r => r.Q)),
            new DoubleDataFrameColumn("QDependent", rows.Select(r => r.QDependent)),
            new DoubleDataFrameColumn("Bonferroni", rows.Select(r => r.Bonferroni)),
            new DoubleDataFrameColumn("MaxTP", rows.Select(r => r.MaxTP)),
            new DoubleDataFrameColumn("JointStatistic", rows.Select(r => r.Joint?.Statistic ?? double.NaN)),
            new DoubleDataFrameColumn("JointDf", rows.Select(r => r.Joint?.Df ?? double.NaN)),
            new DoubleDataFrameColumn("JointDenominatorDf", rows.Select(r => r.Joint?.DenominatorDf ?? double.NaN)),
            new DoubleDataFrameColumn("JointP", rows.Select(r => r.Joint?.Significance.Value ?? double.NaN)),
            new DoubleDataFrameColumn("LikelihoodRatioP", rows.Select(r => r.Joint?.LikelihoodRatio.Value ?? double.NaN)),
            new DoubleDataFrameColumn("PartialR", rows.Select(r => r.PartialR)),
            new Int64DataFrameColumn("N", rows.Select(r => r.Used)),
            new Int64DataFrameColumn("Cases", rows.Select(r => r.Cases)),
            new Int64DataFrameColumn("Controls", rows.Select(r => r.Controls)),
            new Int64DataFrameColumn("Clusters", rows.Select(r => r.Clusters)),
            new Int64DataFrameColumn("Missing", rows.Select(r => r.Missing)),
            new DoubleDataFrameColumn("Lambda", rows.Select(r => r.Lambda)),
            new StringDataFrameColumn("Group", rows.Select(r => r.Group)),
            new StringDataFrameColumn("Notes", rows.Select(r => string.Join("; ", r.Notes)))
        );
}
