namespace GanCmri.Statistics.Meta;

/// <summary>One test pooled over studies.</summary>
/// <param name="Phenotype">Phenotype.</param>
/// <param name="Exposure">Exposure.</param>
/// <param name="Studies">The studies with an effect.</param>
/// <param name="Pooled">Their effects pooled; null with fewer than two.</param>
internal sealed record MetaRow(string Phenotype, string Exposure, IReadOnlyList<StudyEstimate> Studies, MetaAnalysis? Pooled)
{
    /// <summary>q value of Benjamini and Hochberg over the tests pooled, of the random model.</summary>
    public double Q { get; init; } = double.NaN;

    /// <summary>Pools every test that studies share, in the order first met. Synthetic rows are not pooled with real ones.</summary>
    /// <param name="results">Results of all studies.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="Runtime.InputException">No test is in two studies.</exception>
    public static IReadOnlyList<MetaRow> Of(IReadOnlyList<StudyEstimate> results, double level = 0.95)
    {
        MetaRow[] rows =
        [
            .. results
                .Where(r => r.IsUsable)
                .GroupBy(r => r.Pair)
                .Select(g =>
                {
                    StudyEstimate[] studies = [.. g.Any(r => !r.IsSynthetic) ? g.Where(r => !r.IsSynthetic) : g];
                    return new MetaRow(
                        g.Key.Phenotype,
                        g.Key.Exposure,
                        studies,
                        studies.Length < 2
                            ? null
                            : MetaAnalysis.Of([.. studies.Select(s => s.Beta)], [.. studies.Select(s => s.StandardError)], level)
                    );
                }),
        ];
        if (Array.TrueForAll(rows, r => r.Pooled is null))
            throw new Runtime.InputException(
                "results",
                "a test (phenotype and exposure of the same names) in two studies",
                "none",
                "name columns alike in all studies"
            );
        var q = MultipleTesting.BenjaminiHochberg([.. rows.Select(r => r.Pooled?.Random.Significance.Value ?? double.NaN)]);
        return [.. rows.Select((r, i) => r with { Q = q[i] })];
    }
}
