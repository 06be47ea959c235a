using GanCmri.Runtime;

namespace GanCmri.Statistics.Cohorts;

/// <summary>
/// Controls matched to cases without replacement: cases in random order take the nearest controls that are left, all columns within their
/// calipers (greedy matching; Rosenbaum 2010, chapter 8).
/// </summary>
/// <param name="Set">Set of each row, numbered from 1; 0 for those left over.</param>
/// <param name="IsCase">Whether a row is a case.</param>
internal sealed record MatchedSets(IReadOnlyList<int> Set, IReadOnlyList<bool> IsCase)
{
    /// <summary>Sets made: cases with at least one control.</summary>
    public int Count => Set.DefaultIfEmpty(0).Max();

    /// <summary>What a matched row counts: a case 1, its controls 1 together; 0 for those left over.</summary>
    public IReadOnlyList<double> Weight { get; } = Weights(Set, IsCase);

    /// <summary>Cases for whom no control was left.</summary>
    public int Unmatched => Set.Where((s, i) => s == 0 && IsCase[i]).Count();

    /// <summary>Matches.</summary>
    /// <param name="cases">Case (true) or control of each row; null where that is unknown.</param>
    /// <param name="distances">For each column matched on, how far two rows are apart in calipers: at most 1 to be matched, NaN where
    /// unknown.</param>
    /// <param name="controls">Most controls a case.</param>
    /// <param name="seed">Seed.</param>
    public static MatchedSets Of(IReadOnlyList<bool?> cases, IReadOnlyList<Func<int, int, double>> distances, int controls, int seed)
    {
        var random = new RandomStream(seed);
        // Equal distances are decided by lot.
        var lot = cases.Select(_ => random.Uniform()).ToArray();
        int[] order = [.. Enumerable.Range(0, cases.Count).Where(i => cases[i] == true).OrderBy(i => lot[i])];
        var left = Enumerable.Range(0, cases.Count).Where(i => cases[i] == false).ToHashSet();
        var set = new int[cases.Count];
        var made = 0;
        foreach (var one in order)
        {
            int[] near =
            [
                .. left.Select(i => new Candidate(i, Distance(distances, one, i)))
                    .Where(c => c.Distance < double.PositiveInfinity)
                    .OrderBy(c => c.Distance)
                    .ThenBy(c => lot[c.Row])
                    .Take(controls)
                    .Select(c => c.Row),
            ];
            if (near.Length == 0)
                continue;
            set[one] = ++made;
            foreach (var i in near)
            {
                set[i] = made;
                left.Remove(i);
            }
        }

        return new MatchedSets(set, [.. cases.Select(c => c == true)]);
    }

    private static double[] Weights(IReadOnlyList<int> set, IReadOnlyList<bool> isCase)
    {
        var controls = set.Where((_, i) => !isCase[i]).CountBy(s => s).ToDictionary();
        return
        [
            .. set.Select(
                (s, i) =>
                    s == 0 ? 0
                    : isCase[i] ? 1
                    : 1.0 / controls[s]
            ),
        ];
    }

    private static double Distance(IReadOnlyList<Func<int, int, double>> distances, int a, int b)
    {
        var sum = 0.0;
        foreach (var distance in distances)
        {
            var d = distance(a, b);
            if (!(d <= 1))
                return double.PositiveInfinity;
            sum += d * d;
        }

        return sum;
    }

    private readonly record struct Candidate(int Row, double Distance);
}
