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
        var columns = new NumberedColumns(data.Schema);
        options = Expanded(options, columns).Renamed(columns.Names, name => PhenotypeNames.Spelt(columns.Names, name));
        var formulas = StudyFormulas.Of(options, columns.Names);
        var predictors = formulas.Columns;
        var folder = Directory.CreateTempSubdirectory("gancmri-"); // only this user's
        var file = Path.Combine(folder.FullName, "rows"); // as messages call it
        try
        {
            FrameCsv.Write(
                file,
                Needed(
                    data,
                    columns,
                    options,
                    [.. predictors, .. new[] { options.Weights, formulas.Offset?.Column, options.Time }.OfType<string>()],
                    context
                )
            );
            // A column's type is known here: centres "1" to "5" as text are categories, whatever a file of them looks like.
            string[] text = [.. predictors.Where(n => !columns.IsSlot(n) && data.Schema[n].Type is not NumberDataViewType)];
            string[] given = [.. text.Except(options.Numeric)];
            var study = AssociationStudy.Run(
                file,
                options with
                {
                    Categorical = [.. options.Categorical, .. given],
                },
                context.Progress,
                context.Cancellation
            );
            if (study.Repeats is { } repeats)
                context.Warn("Association", "Run", repeats);
            return WrittenFrame.Of(AssociationColumns.Table(), study.Rows);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static AssociationOptions Expanded(AssociationOptions options, NumberedColumns columns) =>
        options with
        {
            Outcomes = columns.Expand(options.Outcomes),
            Exposures = columns.Expand(options.Exposures),
            Covariates = columns.Expand(options.Covariates),
            Categorical = columns.Expand(options.Categorical),
            Numeric = columns.Expand(options.Numeric),
        };

    private static DataFrame Needed(
        IDataView data,
        NumberedColumns columns,
        AssociationOptions options,
        IReadOnlyList<string> others,
        GanContext context
    )
    {
        var marks = columns.Names.Where(n => RowSource.IsMarker(n) && !columns.IsSlot(n) && data.Schema[n].Type is not VectorDataViewType);
        // Looked at only to tell that several rows are of one subject.
        var subjects = columns.Names.Where(n => SubjectColumn.IsName(n) && data.Schema[n].Type is TextDataViewType or NumberDataViewType);
        string[] names = [.. options.Outcomes.Concat(others).Concat(options.Grouping).Concat(marks).Concat(subjects).Distinct()];
        foreach (var name in names.Except(columns.Names))
        {
            throw new InputException(
                $"column '{name}'",
                "an outcome, exposure or covariate",
                $"columns {columns.Listed}",
                "name one of these; a vector's name stands for all its numbers"
            );
        }

        string[] sources = [.. names.Select(columns.ColumnOf).Distinct()];
        if (Array.Find(sources, n => data.Schema[n].Type is VectorDataViewType && !columns.IsVector(n)) is { } other)
            throw new InputException(
                $"column '{other}'",
                "numbers, text, or vectors of Single of known size",
                $"{data.Schema[other].Type}",
                "give the vectors their size with mlContext.Gan.FixVectorSize"
            );
        // As Double, or the shortest digits of a Single would stand for another number.
        InputOutputColumnPair[] singles =
        [
            .. sources.Where(n => data.Schema[n].Type == NumberDataViewType.Single).Select(n => new InputOutputColumnPair(n)),
        ];
        var selected = context.ML.Transforms.SelectColumns(sources).Fit(data).Transform(data);
        if (singles.Length > 0)
            selected = context.ML.Transforms.Conversion.ConvertType(singles, DataKind.Double).Fit(selected).Transform(selected);
        return columns.Of(DataFrames.FromView(selected, context.Cancellation), names);
    }
}
