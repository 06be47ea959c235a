using GanCmri.Statistics.Regression;
using GanCmri.Statistics.Tails;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Association;

/// <summary>
/// Marginal means of a fitted model (predictive margins; Graubard and Korn 1999): for each level of a category the mean of all rows'
/// predictions were they of it, weighted where rows are; errors by the delta method, limits on the link's scale.
/// </summary>
/// <param name="Design">Its columns.</param>
/// <param name="Dropped">Predictors it could not use.</param>
/// <param name="Coefficients">Coefficients, intercept first.</param>
/// <param name="Covariance">Their covariance.</param>
/// <param name="Rows">Columns of all predictors, weights, offset.</param>
/// <param name="Link">From linear predictor to mean.</param>
/// <param name="Df">Degrees of freedom; infinite for normal limits.</param>
/// <param name="Level">Confidence level.</param>
internal sealed record MarginalMeans(
    DesignColumns Design,
    IReadOnlyList<DroppedColumn> Dropped,
    IReadOnlyList<Coefficient> Coefficients,
    double[,] Covariance,
    GlmRows Rows,
    MeanLink Link,
    double Df,
    double Level
)
{
    /// <summary>The means of one term's levels; none where it is no category of its own, or takes part in an interaction.</summary>
    public IReadOnlyList<MarginRow> Of(DesignTest term, ModelReport report)
    {
        if (term.Places.Length == 0 || !Array.TrueForAll(term.Places, Design.IsLevel) || Design.IsMultiplied(term.Places[0]))
            return [];
        var predictors = Design.Predictors();
        int[] used = [.. Enumerable.Range(0, predictors.Length).Where(i => Dropped.All(d => d.Index != i))];
        var n = Rows.Response.Length;
        var covariance = Matrix<double>.Build.DenseOfArray(Covariance);
        MarginRow Mean(string level, int? at)
        {
            double mean = 0,
                total = 0;
            var gradient = Vector<double>.Build.Dense(used.Length + 1);
            var row = Vector<double>.Build.Dense(used.Length + 1);
            row[0] = 1;
            for (var i = 0; i < n; i++)
            {
                var eta = (Link == MeanLink.Identity ? 0 : Rows.Offset?[i] ?? 0) + Coefficients[0].Estimate;
                for (var j = 0; j < used.Length; j++)
                {
                    var place = predictors[used[j]];
                    row[j + 1] = term.Places.Contains(place) ? (place == at ? 1 : 0) : Rows.Columns[used[j]][i];
                    eta += Coefficients[j + 1].Estimate * row[j + 1];
                }

                var weight = Rows.Weights?[i] ?? 1;
                var value = Link switch
                {
                    MeanLink.Identity => eta,
                    MeanLink.Logit => 1 / (1 + Math.Exp(-eta)),
                    _ => Math.Exp(eta),
                };
                var slope = Link switch
                {
                    MeanLink.Identity => 1,
                    MeanLink.Logit => value * (1 - value),
                    _ => value,
                };
                mean += weight * value;
                total += weight;
                gradient += row * (weight * slope);
            }

            mean /= total;
            gradient /= total;
            var error = Math.Sqrt(gradient.DotProduct(covariance * gradient));
            var reach = error * Quantile.StudentT(Level, Df);
            var (lower, upper) = Link switch
            {
                MeanLink.Identity => (mean - reach, mean + reach),
                MeanLink.Logit => (Moved(mean, -reach), Moved(mean, reach)),
                _ => (mean * Math.Exp(-reach / mean), mean * Math.Exp(reach / mean)),
            };
            return new MarginRow(report.Phenotype, term.Name, level, report.Source, mean, error, lower, upper, report.Used);
        }

        return
        [
            Mean(Design.ReferenceOf(term.Places[0]), null),
            .. term.Places.Where(p => used.Contains(Array.IndexOf(predictors, p))).Select(p => Mean(Design.LevelOf(p), p)),
        ];
    }

    private static double Moved(double p, double reach) => 1 / (1 + Math.Exp(-(Math.Log(p / (1 - p)) + reach / (p * (1 - p)))));
}
