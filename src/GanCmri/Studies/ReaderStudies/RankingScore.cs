using GanCmri.Statistics;
using GanCmri.Statistics.Choices;
using GanCmri.Statistics.Regression;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>How real each source of videos looks.</summary>
/// <param name="Reader">The reader's code, or <see cref="ReaderScoreRow.Everybody"/>.</param>
/// <param name="Readers">How many readers.</param>
/// <param name="Sets">Sets that were ranked.</param>
/// <param name="Sources">The sources, the real one first.</param>
/// <param name="First">Rankings with the real one first.</param>
/// <param name="MeanRanks">Of each source, 1 the most real.</param>
/// <param name="Ranks">Test over sets, the ranks of a set averaged over its readers; null for one set.</param>
/// <param name="Strengths"> Bradley and Terry's log odds of being preferred to the real one, for each source but it, with the widest of the
/// intervals clustered by set, and by reader where there are several; null where there is none, as one source always won or lost.
/// </param>
/// <param name="Ms">Response times, ms.</param>
internal sealed record RankingScore(
    string Reader,
    int Readers,
    int Sets,
    IReadOnlyList<string> Sources,
    PooledShare First,
    IReadOnlyList<double> MeanRanks,
    Friedman? Ranks,
    IReadOnlyList<SourceStrength>? Strengths,
    Summary Ms
)
{
    /// <summary>The share of real ones placed first by somebody who guesses.</summary>
    public double Chance => 1.0 / Sources.Count;

    /// <summary>Scores rankings of one reader or several.</summary>
    public static RankingScore Of(string reader, IReadOnlyList<string> sources, IReadOnlyList<ReaderAnswer> answers)
    {
        var order = sources.ToList();
        var best = answers.Select(a => a.Chosen.Select(c => order.IndexOf(c.Source)).ToArray()).ToArray();
        var ranks = best.Select(b => order.Select((_, s) => Array.IndexOf(b, s) + 1.0).ToArray()).ToArray();
        var blocks = ranks
            .Zip(answers)
            .GroupBy(r => r.Second.Item, r => r.First)
            .Select(g => order.Select((_, s) => g.Average(r => r[s])).ToArray())
            .ToArray();
        string[] readers = [.. answers.Select(a => a.Reader)];
        var first = PooledShare.Of([.. answers.Select(a => a.IsRight)], readers, [.. answers.Select(a => a.Item)], 1.0 / sources.Count);
        return new RankingScore(
            reader,
            readers.Distinct().Count(),
            blocks.Length,
            sources,
            first,
            [.. order.Select((_, s) => ranks.Average(r => r[s]))],
            blocks.Length > 1 ? Friedman.Of(blocks) : null,
            Strength(sources, best, answers),
            Summary.Of([.. answers.Select(a => a.Ms)])
        );
    }

    /// <summary>As rows of a table.</summary>
    public IEnumerable<ReaderScoreRow> Rows() =>
        [
            new(Reader, "real_first", Candidate.Real, First.Share, First.Clustered, First.N, First.Significance.Value),
            .. Sources.Zip(
                MeanRanks,
                (source, rank) => new ReaderScoreRow(Reader, "mean_rank", source, rank, ReaderScoreRow.None, First.N, double.NaN)
            ),
            .. Ranks is null
                ? []
                : (ReaderScoreRow[])
                    [
                        new(Reader, "friedman_chi_square", "", Ranks.Test.Statistic, ReaderScoreRow.None, Sets, Ranks.Test.P),
                        new(Reader, "kendall_w", "", Ranks.Concordance, ReaderScoreRow.None, Sets, double.NaN),
                    ],
            .. (Strengths ?? []).Select(s => new ReaderScoreRow(
                Reader,
                "log_odds_against_real",
                s.Source,
                s.LogOdds,
                s.Interval,
                First.N,
                double.NaN
            )),
            .. ReaderScoreRow.Times(Reader, Ms),
        ];

    private static SourceStrength[]? Strength(IReadOnlyList<string> sources, int[][] best, IReadOnlyList<ReaderAnswer> answers)
    {
        var preferences = best.Select(b => Preference.OfRanking(b).ToArray()).ToArray();
        Func<ReaderAnswer, string>[] clusters = [a => a.Item, a => a.Reader];
        IReadOnlyList<Coefficient>[] fits =
        [
            .. clusters
                .Select(of =>
                {
                    var names = answers.Select(of).Distinct().ToList();
                    return names.Count < 2
                        ? null
                        : BradleyTerry.Fit(
                            sources.Count,
                            [.. preferences.SelectMany(p => p)],
                            [.. answers.Zip(preferences).SelectMany(a => a.Second.Select(_ => names.IndexOf(of(a.First))))]
                        );
                })
                .OfType<IReadOnlyList<Coefficient>>(),
        ];
        return fits.Length == 0
            ? null
            :
            [
                .. sources
                    .Skip(1)
                    .Select(
                        (source, i) =>
                            new SourceStrength(
                                source,
                                fits[0][i].Estimate,
                                new Interval(fits.Min(f => f[i].Lower), fits.Max(f => f[i].Upper))
                            )
                    ),
            ];
    }
}

/// <summary>How often a source is preferred to the real one.</summary>
/// <param name="Source">The source.</param>
/// <param name="LogOdds">Log odds.</param>
/// <param name="Interval">95 %.</param>
internal sealed record SourceStrength(string Source, double LogOdds, Interval Interval);
