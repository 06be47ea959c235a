using GanCmri.Runtime;

namespace GanCmri.Statistics.Agreement;

/// <summary>Some measurers of one quantity.</summary>
/// <param name="Names">Their columns.</param>
/// <param name="Reliability">Intraclass correlations.</param>
internal sealed record AgreementRow(IReadOnlyList<string> Names, Reliability Reliability)
{
    private const int Fewest = 4;

    /// <summary>Clusters that the rows used are of; null where rows count as independent.</summary>
    public int? Clusters { get; init; }

    /// <summary>Second less first; null for more than two.</summary>
    public BlandAltman? Differences { get; init; }

    /// <summary>Intervals of the bias and of the limits of agreement; null for more than two.</summary>
    public DifferenceIntervals? DifferenceIntervals { get; init; }

    /// <summary>Pearson's r of two; null for more. No test with clusters.</summary>
    public CorrelationResult? R { get; init; }

    /// <summary>Correlation with another quantity without the measurers' errors; null where not asked for.</summary>
    public CorrectedCorrelation? Corrected { get; init; }

    /// <summary>Compares measurers on the rows that have a value of each.</summary>
    /// <param name="names">Their columns.</param>
    /// <param name="columns">Values by measurer, NaN where missing.</param>
    /// <param name="with">The other quantity; null for none.</param>
    /// <param name="clusters">What belongs together, one a row: intervals are those of a bootstrap of clusters (BCa). Null: rows are
    /// independent, and intervals those of formulas.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="InputException">There are fewer than four such rows, or clusters of them.</exception>
    public static AgreementRow Of(
        IReadOnlyList<string> names,
        IReadOnlyList<double[]> columns,
        double[]? with,
        int[]? clusters,
        double level
    )
    {
        int[] rows = [.. Enumerable.Range(0, columns[0].Length).Where(i => columns.All(c => double.IsFinite(c[i])))];
        Require(names, with is null ? rows : [.. rows.Where(i => double.IsFinite(with[i]))], clusters);
        double[][] known = [.. columns.Select(c => Array.ConvertAll(rows, i => c[i]))];
        var options = new BootstrapOptions { Level = level };
        var differences = known.Length == 2 ? BlandAltman.Of(known[1], known[0]) : null;
        var found = new AgreementRow(names, Reliability.Of(known, level))
        {
            Differences = differences,
            DifferenceIntervals = differences is null ? null : DifferenceIntervals.Of(differences, level),
            R = known.Length == 2 ? Correlation.Pearson(known[0], known[1], level) : null,
            Corrected = with is null ? null : CorrectedCorrelation.Of(columns, [with], options, clusters),
        };
        if (clusters is null)
            return found;
        var units = Array.ConvertAll(rows, i => clusters[i]);
        return found with
        {
            Clusters = units.Distinct().Count(),
            Reliability = found.Reliability with
            {
                AgreementInterval = Resampled(c => MeasurerVariance.Of(c).Agreement),
                ConsistencyInterval = Resampled(c => MeasurerVariance.Of(c).Consistency),
            },
            DifferenceIntervals = differences is null
                ? null
                : new DifferenceIntervals(
                    level,
                    Resampled(c => BlandAltman.Of(c[1], c[0]).Bias),
                    Resampled(c => BlandAltman.Of(c[1], c[0]).Lower),
                    Resampled(c => BlandAltman.Of(c[1], c[0]).Upper)
                ),
            R =
                found.R is { } r && Resampled(c => Correlation.Pearson(c[0], c[1]).R) is var interval
                    ? r with
                    {
                        Lower = interval.Lower,
                        Upper = interval.Upper,
                        Significance = PValue.None,
                    }
                    : null,
        };

        Interval Resampled(Func<double[][], double> statistic)
        {
            var drawn = Bootstrap.Interval(
                units,
                indices => statistic(Array.ConvertAll(known, c => Array.ConvertAll(indices, i => c[i]))),
                options
            );
            return new Interval(drawn.Lower, drawn.Upper);
        }
    }

    private static void Require(IReadOnlyList<string> names, int[] rows, int[]? clusters)
    {
        var units = clusters is null ? rows.Length : rows.Select(i => clusters[i]).Distinct().Count();
        if (units < Fewest)
            throw new InputException(
                $"columns {string.Join(", ", names)}",
                $"{Fewest} {(clusters is null ? "rows" : "clusters")} or more with a value in all of them",
                $"{units}",
                "name columns of the same subjects"
            );
    }
}
