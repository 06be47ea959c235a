using GanCmri.Runtime;
using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Meta;

/// <summary>One test in two studies: a discovery beside its replication, or real beside synthetic.</summary>
/// <param name="First">The first study's.</param>
/// <param name="Second">The second's; null where it has no effect.</param>
internal sealed record ComparedRow(StudyEstimate First, StudyEstimate? Second)
{
    /// <summary>Second less first, independent samples; NaN without a second.</summary>
    public required MetaEffect Difference { get; init; }

    /// <summary>Whether both effects are in the same direction.</summary>
    public bool IsSameDirection => Second is { } s && Math.Sign(s.Beta) == Math.Sign(First.Beta);

    /// <summary>One-sided p of the second study in the first's direction.</summary>
    public PValue OneSided { get; init; } = PValue.None;

    /// <summary>
    /// Whether a discovery (q at most 0.05 in the first) is found again: <see cref="OneSided"/> at most 0.05 over the discoveries that the
    /// second study tested (Bonferroni). Null for what was no discovery, or not tested again.
    /// </summary>
    public bool? IsReplicated { get; init; }

    /// <summary>Compares two studies test by test, in the order of the first.</summary>
    /// <param name="results">Results of exactly two studies.</param>
    /// <param name="level">Confidence level of the difference.</param>
    /// <exception cref="InputException">There are not two studies, or they share no test.</exception>
    public static IReadOnlyList<ComparedRow> Of(IReadOnlyList<StudyEstimate> results, double level = 0.95)
    {
        var studies = results.Select(r => r.Study).Distinct().ToArray();
        if (studies.Length != 2)
            throw new InputException(
                "results",
                "two studies: two files, or one with real and synthetic rows",
                $"{studies.Length}",
                "give two"
            );
        var second = results.Where(r => r.Study == studies[1] && r.IsUsable).ToDictionary(r => r.Pair);
        ComparedRow[] rows =
        [
            .. results.Where(r => r.Study == studies[0] && r.IsUsable).Select(r => Pair(r, second.GetValueOrDefault(r.Pair), level)),
        ];
        if (Array.TrueForAll(rows, r => r.Second is null))
            throw new InputException(
                "results",
                "a test (phenotype and exposure of the same names) in both studies",
                "none",
                "name columns alike in both"
            );
        var again = rows.Count(IsTestedAgain);
        return [.. rows.Select(r => IsTestedAgain(r) ? r with { IsReplicated = r.OneSided.Value * again <= 0.05 } : r)];
    }

    private static bool IsTestedAgain(ComparedRow row) => row is { First.Q: <= 0.05, Second: not null };

    private static ComparedRow Pair(StudyEstimate first, StudyEstimate? second, double level)
    {
        if (second is null)
            return new ComparedRow(first, null)
            {
                Difference = new MetaEffect(double.NaN, double.NaN, double.NaN, double.NaN, PValue.None),
            };
        var error = Math.Sqrt(first.StandardError * first.StandardError + second.StandardError * second.StandardError);
        // The study's own two-sided p, so that its degrees of freedom count.
        var p = Math.Exp(double.IsNaN(second.LnP) ? Tail.Normal(second.Beta / second.StandardError).Ln : second.LnP) / 2;
        return new ComparedRow(first, second)
        {
            Difference = MetaEffect.Of(second.Beta - first.Beta, error, double.PositiveInfinity, level),
            OneSided = PValue.From(Math.Sign(second.Beta) == Math.Sign(first.Beta) ? p : 1 - p),
        };
    }
}
