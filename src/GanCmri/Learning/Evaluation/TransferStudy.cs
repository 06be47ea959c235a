using GanCmri.Learning.Data;
using GanCmri.Runtime;
using GanCmri.Statistics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Evaluation;

/// <summary>
/// Train on synthetic, test on real (TSTR), and the reverse (TRTS), beside training and testing on the same kind with whole subjects left
/// out (Esteban, Hyland and Rätsch 2017): what a model loses by learning from synthetic rows.
/// </summary>
internal sealed class TransferStudy(MLContext ml, IEstimator<ITransformer> pipeline, string label, string subject, int folds)
{
    private const string Score = "Score";
    private const int FewestSubjects = 4;

    public IReadOnlyList<TransferRow> Run(IDataView real, IDataView synthetic)
    {
        Require(real, "real");
        Require(synthetic, "synthetic");
        return
        [
            .. Across("real", real, "real", real),
            .. Across("synthetic", synthetic, "real", real),
            .. Across("real", real, "synthetic", synthetic),
            .. Across("synthetic", synthetic, "synthetic", synthetic),
        ];
    }

    private IEnumerable<TransferRow> Across(string trainedOn, IDataView training, string testedOn, IDataView testing)
    {
        Tested[] parts = ReferenceEquals(training, testing)
            ? [.. ml.Data.CrossValidationSplit(testing, folds, subject, seed: 1).Select(f => Test(pipeline.Fit(f.TrainSet), f.TestSet))]
            : [Test(pipeline.Fit(training), testing)];
        string[] subjects = [.. parts.SelectMany(p => p.Subjects)];
        double[] scores = [.. parts.SelectMany(p => p.Scores)],
            labels = [.. parts.SelectMany(p => p.Labels)];
        foreach (var (name, metric) in Metrics(testing))
        {
            var interval = Bootstrap.Interval(
                subjects,
                rows => metric([.. rows.Select(r => scores[r])], [.. rows.Select(r => labels[r])]),
                new BootstrapOptions { Method = BootstrapMethod.Percentile, Resamples = 1000 }
            );
            yield return new TransferRow(
                trainedOn,
                testedOn,
                name,
                interval.Estimate,
                interval.Lower,
                interval.Upper,
                scores.Length,
                interval.Units
            );
        }
    }

    private Tested Test(ITransformer model, IDataView rows)
    {
        var made = model.Transform(rows);
        return new Tested(
            ColumnReader.ReadText(made, subject),
            [.. made.GetColumn<float>(Score).Select(v => (double)v)],
            IsBinary(rows)
                ? [.. made.GetColumn<bool>(label).Select(v => v ? 1.0 : 0)]
                : [.. made.GetColumn<float>(label).Select(v => (double)v)]
        );
    }

    private IEnumerable<(string Name, Func<double[], double[], double> Of)> Metrics(IDataView rows) =>
        IsBinary(rows)
            ? [("auc", (s, y) => y.Distinct().Count() == 2 ? Auc.Of(s, [.. y.Select(v => v > 0)]).Area : double.NaN)]
            :
            [
                ("r", (s, y) => Varied(s) && Varied(y) ? Correlation.Pearson(s, y).R : double.NaN),
                ("rmse", (s, y) => Math.Sqrt(MeanSquare(s, y))),
                ("r2", (s, y) => Varied(y) ? 1 - MeanSquare(s, y) / y.Average(v => Math.Pow(v - y.Average(), 2)) : double.NaN),
            ];

    private static bool Varied(double[] values) => values.Length > 2 && values.Any(v => v != values[0]);

    private static double MeanSquare(double[] scores, double[] labels) => scores.Zip(labels, (s, y) => (s - y) * (s - y)).Average();

    private bool IsBinary(IDataView rows) => rows.Schema[label].Type is BooleanDataViewType;

    private void Require(IDataView rows, string name)
    {
        foreach (var column in new[] { label, subject })
        {
            if (rows.Schema.GetColumnOrNull(column) is null)
                throw new InputException(
                    $"{name} rows",
                    $"a column '{column}'",
                    string.Join(", ", rows.Schema.Select(c => c.Name).Take(20)),
                    "name the label's and the subject's column"
                );
        }

        var subjects = ColumnReader.ReadText(rows, subject).Distinct().Count();
        if (subjects < Math.Max(FewestSubjects, folds))
            throw new InputException(
                $"{name} rows",
                $"at least {Math.Max(FewestSubjects, folds)} subjects",
                $"{subjects}",
                "give more, or ask for fewer folds"
            );
    }

    private sealed record Tested(string[] Subjects, double[] Scores, double[] Labels);
}
