using GanCmri.Runtime;
using MathNet.Numerics.Random;

namespace GanCmri.Statistics.Association;

/// <summary>
/// Family-wise p by permutation (Westfall and Young 1993): how often the strongest of all tests of a source, its rows or clusters
/// exchanged, is at least as strong as the one observed. Strength is the F test's p, so that tests of several degrees of freedom compare.
/// </summary>
internal static class MaxT
{
    /// <summary>Adds p to the rows that can be permuted. Results depend on the seed only.</summary>
    /// <param name="rows">Rows of all sources.</param>
    /// <param name="keys">Rows or clusters of the table.</param>
    /// <param name="options">Permutations and seed.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="progress">Permutations done.</param>
    /// <param name="cancel">Stops between permutations.</param>
    public static AssociationRow[] Add(
        AssociationRow[] rows,
        int keys,
        AssociationOptions options,
        int threads,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    )
    {
        var sources = rows.Where(CanBe).GroupBy(r => r.Source).ToDictionary(s => s.Key, s => s.Select(r => r.Permuted!).ToArray());
        var strongest = sources.ToDictionary(s => s.Key, _ => new double[options.Permutations]);
        var done = 0;
        Parallel.For(
            0,
            options.Permutations,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            b =>
            {
                var drawn = new Xoshiro256StarStar(unchecked(options.Seed * 1_000_003 + b)).NextDoubles(keys);
                foreach (var (source, tests) in sources)
                    strongest[source][b] = tests.Min(t => t.LnP(drawn));
                progress?.Report(new StageProgress("permute", Interlocked.Increment(ref done), options.Permutations, "permutations"));
            }
        );
        return
        [
            .. rows.Select(row =>
                !CanBe(row)
                    ? row
                    : row with
                    {
                        // Equal but for rounding counts as equal.
                        MaxTP = (1.0 + strongest[row.Source].Count(s => s <= row.Permuted!.Observed + 1e-9)) / (1.0 + options.Permutations),
                        Notes =
                            row.Permuted!.Fixed == 0
                                ? row.Notes
                                :
                                [
                                    .. row.Notes,
                                    $"{row.Permuted.Fixed} of {row.Permuted.Units} clusters have no other of their size to be "
                                        + "exchanged with",
                                ],
                    }
            ),
        ];
    }

    private static bool CanBe(AssociationRow row) => row.Permuted is { } test && test.Fixed < test.Units;
}
