using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Choices;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>What the answers of a study say: a table, and lines to read.</summary>
/// <param name="Rows">The table.</param>
/// <param name="Lines">The lines.</param>
internal sealed record ReaderScore(IReadOnlyList<ReaderScoreRow> Rows, IReadOnlyList<string> Lines)
{
    /// <summary>Scores each reader, and all together where there are several.</summary>
    public static ReaderScore Of(ReaderKey key, IReadOnlyList<ReaderAnswer> answers)
    {
        var readers = answers
            .GroupBy(a => a.Reader)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Answers: (IReadOnlyList<ReaderAnswer>)[.. g]))
            .ToList();
        string[] incomplete =
        [
            .. readers.Where(r => r.Answers.Count < key.Items).Select(r => $"{r.Name}: answered {r.Answers.Count} of {key.Items}"),
        ];
        if (readers.Count > 1)
            readers.Add((ReaderScoreRow.Everybody, answers));
        if (key.Task == ReaderTask.Pairs)
        {
            var pairs = readers.ConvertAll(r => PairScore.Of(r.Name, r.Answers));
            return new ReaderScore([.. pairs.SelectMany(p => p.Rows())], [.. incomplete, .. pairs.Select(Line)]);
        }

        var rankings = readers.ConvertAll(r => RankingScore.Of(r.Name, key.Sources, r.Answers));
        return new ReaderScore([.. rankings.SelectMany(r => r.Rows())], [.. incomplete, .. rankings.SelectMany(RankingLines)]);
    }

    private static string Line(PairScore s)
    {
        var d = ForcedChoice.DPrime(s.Right.Clustered);
        return $"{s.Reader}: right {Figures.Share(s.Right.Right, s.Right.N)}, {Intervals(s.Right, s.Readers)}; p against guessing "
            + $"{Figures.P(s.Right.Significance.Log10)}; "
            + $"d' {Figures.Short(ForcedChoice.DPrime(s.Right.Share))} ({Figures.Short(d.Lower)} to {Figures.Short(d.Upper)}); left "
            + $"chosen {Figures.Share(s.Left, s.Right.N)}; {Time(s.Ms)}";
    }

    private static IEnumerable<string> RankingLines(RankingScore s)
    {
        yield return $"{s.Reader}: real placed first in {Figures.Share(s.First.Right, s.First.N)}, {Intervals(s.First, s.Readers)}; p "
            + $"against guessing ({Figures.Percent(s.Chance)}) "
            + $"{Figures.P(s.First.Significance.Log10)}; {Time(s.Ms)}";
        var test =
            s.Ranks is { Test: { P: var p } t } && !double.IsNaN(p)
                ? $"; Friedman over {s.Sets} sets, chi-square {Figures.Short(t.Statistic)}, {t.DegreesOfFreedom} df, p "
                    + $"{Figures.P(t.Log10P)}"
                : "";
        yield return $"  mean rank (1 the most real): "
            + $"{string.Join(", ", s.Sources.Zip(s.MeanRanks, (n, r) => $"{n} {Figures.Short(r)}"))}; n = {s.First.N} rankings{test}";
        yield return "  preferred to the real one (Bradley-Terry): "
            + (
                s.Strengths is null
                    ? "no finite estimate, as a source won or lost every comparison, or there is one set only"
                    : string.Join(
                        ", ",
                        s.Strengths.Select(b =>
                            $"{b.Source} {Percent(LogOdds.Probability(b.LogOdds))} (95 % CI "
                            + $"{Range(new Interval(LogOdds.Probability(b.Interval.Lower), LogOdds.Probability(b.Interval.Upper)))})"
                        )
                    )
            );
    }

    private static string Intervals(PooledShare share, int readers) =>
        readers > 1
            ? $"95 % CI {Range(share.Clustered)} with the {readers} readers or the items they share as clusters, "
                + $"{Range(share.Independent)} if all answers were independent"
            : $"exact 95 % CI {Range(share.Clustered)}";

    private static string Time(Summary ms) =>
        $"median time {Figures.Short(ms.Median / 1000)} s (quartiles {Figures.Short(ms.Q25 / 1000)} to "
        + $"{Figures.Short(ms.Q75 / 1000)}), n = {ms.N}";

    private static string Range(Interval share) => $"{Number(share.Lower)} to {Percent(share.Upper)}";

    private static string Percent(double share) => Number(share) + " %";

    private static string Number(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
