using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;
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
        new(AssociationColumns.Table().Columns.Select(c => Column(c, rows)));

    private static DataFrameColumn Column(WrittenColumn<AssociationRow> column, IReadOnlyList<AssociationRow> rows) =>
        column.Kind switch
        {
            CellKind.Text => new StringDataFrameColumn(column.Head, rows.Select(column.Text!)),
            CellKind.Whole => new Int64DataFrameColumn(column.Head, rows.Select(column.Whole!)),
            _ => new DoubleDataFrameColumn(column.Head, rows.Select(column.Number!)),
        };
}
