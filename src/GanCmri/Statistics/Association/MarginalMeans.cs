using GanCmri.Statistics.Regression;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Association;

/// <summary>A row's expected value, and its derivatives in all coefficients of the model.</summary>
/// <param name="columns">The row's columns.</param>
/// <param name="offset">Known part of its linear predictor.</param>
/// <param name="slopes">Where the derivatives go, all zero.</param>
internal delegate double Prediction(double[] columns, double offset, double[] slopes);

/// <summary>
/// Marginal means of a fitted model (predictive margins; Graubard and Korn 1999): for each level of a category the mean of all rows'
/// predictions were they of it, weighted where rows are; errors by the delta method, limits on the link's scale.
/// </summary>
/// <param name="Design">Its columns.</param>
/// <param name="Dropped">Predictors it could not use.</param>
/// <param name="Covariance">Covariance of its coefficients.</param>
/// <param name="Rows">Columns of all predictors, weights, offset.</param>
/// <param name="Link">Scale of the limits.</param>
/// <param name="Df">Degrees of freedom of a mean with these derivatives; infinite for normal limits.</param>
/// <param name="Level">Confidence level.</param>
internal sealed record MarginalMeans(
    DesignColumns Design,
    IReadOnlyList<DroppedColumn> Dropped,
    double[,] Covariance,
    GlmRows Rows,
    MeanLink Link,
    Func<Vector<double>, double> Df,
    double Level
)
{
    /// <summary>What is averaged, by level of the phenotype (ordinal) or under an empty name.</summary>
    public required IReadOnlyList<KeyValuePair<string, Prediction>> Predictions { get; init; }

    /// <summary>Predictions of a model with an intercept, which comes first.</summary>
    public static Prediction OfLink(MeanLink link, IReadOnlyList<Coefficient> coefficients) =>
        (columns, offset, slopes) =>
        {
            // What is known of a measured quantity was taken off it.
            var eta = coefficients[0].Estimate + (link == MeanLink.Identity ? 0 : offset);
            for (var j = 0; j < columns.Length; j++)
                eta += coefficients[j + 1].Estimate * columns[j];
            var mean = link.Mean(eta);
            slopes[0] = link.Slope(mean);
            for (var j = 0; j < columns.Length; j++)
                slopes[j + 1] = slopes[0] * columns[j];
            return mean;
        };

    /// <summary>Predicted share of one level, from 0, of proportional odds; coefficients are thresholds, then those of columns.</summary>
    public static Prediction OfLevel(int level, LikelihoodFit fit) =>
        (columns, offset, slopes) =>
        {
            var (eta, thresholds) = (offset, fit.Thresholds.Count);
            for (var j = 0; j < columns.Length; j++)
                eta += fit.Coefficients[j].Estimate * columns[j];
            double share = 0,
                along = 0;
            void Add(int threshold, int sign)
            {
                var below = MeanLink.Logit.Mean(fit.Thresholds[threshold] - eta);
                share += sign * below;
                slopes[threshold] = sign * below * (1 - below);
                along -= slopes[threshold];
            }

            if (level == thresholds)
                share = 1;
            else
                Add(level, 1);
            if (level > 0)
                Add(level - 1, -1);
            for (var j = 0; j < columns.Length; j++)
                slopes[thresholds + j] = along * columns[j];
            return share;
        };

    /// <summary>The means of one term's levels; none where it is no category of its own, or takes part in an interaction.</summary>
    public IReadOnlyList<MarginRow> Of(DesignTest term, ModelReport report)
    {
        if (term.Places.Length == 0 || !Array.TrueForAll(term.Places, Design.IsLevel) || Design.IsMultiplied(term.Places[0]))
            return [];
        var predictors = Design.Predictors();
        int[] used = [.. Enumerable.Range(0, predictors.Length).Where(i => Dropped.All(d => d.Index != i))];
        var covariance = Matrix<double>.Build.DenseOfArray(Covariance);
        MarginRow Mean(KeyValuePair<string, Prediction> of, string level, int? at)
        {
            var (mean, total, size) = (0.0, 0.0, covariance.RowCount);
            double[] gradient = new double[size],
                slopes = new double[size],
                row = new double[used.Length];
            for (var i = 0; i < Rows.Response.Length; i++)
            {
                for (var j = 0; j < used.Length; j++)
                {
                    var place = predictors[used[j]];
                    row[j] = term.Places.Contains(place) ? (place == at ? 1 : 0) : Rows.Columns[used[j]][i];
                }

                Array.Clear(slopes);
                var weight = Rows.Weights?[i] ?? 1;
                mean += weight * of.Value(row, Rows.Offset?[i] ?? 0, slopes);
                total += weight;
                for (var j = 0; j < size; j++)
                    gradient[j] += weight * slopes[j];
            }

            var contrast = Vector<double>.Build.Dense(gradient) / total;
            var error = Math.Sqrt(contrast.DotProduct(covariance * contrast));
            return new MarginRow(report.Phenotype, term.Name, level, report.Source, 0, 0, 0, 0, report.Used)
            {
                PhenotypeLevel = of.Key,
                LevelRows = report.RowsAt(at ?? Design.ReferencePlaceOf(term.Places[0])),
                Link = Link,
            }.With(mean / total, error, Df(contrast), Level);
        }

        return
        [
            .. Predictions.SelectMany(of =>
                (IEnumerable<MarginRow>)
                    [
                        Mean(of, Design.ReferenceOf(term.Places[0]), null),
                        .. term.Places.Where(p => used.Contains(Array.IndexOf(predictors, p))).Select(p => Mean(of, Design.LevelOf(p), p)),
                    ]
            ),
        ];
    }
}
