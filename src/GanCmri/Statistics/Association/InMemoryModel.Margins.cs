using System.Globalization;
using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Imputation;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Association;

/// <summary>Marginal means of each family that has them.</summary>
internal sealed partial class InMemoryModel
{
    // With random intercepts of groups that are not in the table: their intercepts are 0 on average.
    private ModelReport WithMargins(
        ModelReport report,
        DesignColumns design,
        IReadOnlyList<DroppedColumn> dropped,
        IReadOnlyList<Coefficient> coefficients,
        double[,] covariance,
        Func<Vector<double>, double> degrees,
        GlmRows rows,
        MeanLink link
    ) =>
        With(
            report,
            new MarginalMeans(design, dropped, covariance, rows, link, degrees, options.Level)
            {
                Predictions = [new("", MarginalMeans.OfLink(link, coefficients))],
            }
        );

    private ModelReport WithMargins(ModelReport report, DesignColumns design, TableColumn phenotype, LikelihoodFit fit, GlmRows rows)
    {
        double[] levels = [.. rows.Response.Distinct().Order()];
        string Name(double level) => phenotype.IsText ? options.Order[(int)level] : level.ToString(CultureInfo.InvariantCulture);
        return With(
            report,
            new MarginalMeans(design, fit.Dropped, fit.Covariance, rows, MeanLink.Logit, fit.Degrees, options.Level)
            {
                Predictions = [.. levels.Select((v, i) => KeyValuePair.Create(Name(v), MarginalMeans.OfLevel(i, fit)))],
            }
        );
    }

    private ModelReport With(ModelReport report, MarginalMeans means) =>
        options.Margins ? report with { Margins = term => means.Of(term, report) } : report;

    // On the link's scale, where limits lie.
    private IReadOnlyList<MarginRow> PooledMargins(AssociationRow[] rows)
    {
        if (rows.Length < options.Imputations)
            return [];
        MarginRow? Pooled(MarginRow first)
        {
            MarginRow[] same =
            [
                .. rows.SelectMany(r => r.Margins).Where(m => (m.Level, m.PhenotypeLevel) == (first.Level, first.PhenotypeLevel)),
            ];
            if (same.Length < options.Imputations)
                return null;
            if (Array.Exists(same, m => m.LevelRows != first.LevelRows))
                first = first with { LevelRows = null };
            var pooled = RubinsRules.Pool(
                Array.ConvertAll(same, m => m.Link.Eta(m.Mean)),
                Array.ConvertAll(same, m => Math.Pow(m.StandardError / m.Link.Slope(m.Mean), 2)),
                same.Average(m => m.DegreesOfFreedom)
            );
            var mean = first.Link.Mean(pooled.Estimate);
            return first.With(mean, Math.Sqrt(pooled.Variance) * first.Link.Slope(mean), pooled.Df, options.Level);
        }

        return [.. rows[0].Margins.Select(Pooled).OfType<MarginRow>()];
    }
}
