using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Splits frames by subject into folds that are alike in their groups.</summary>
internal static class SubjectFolds
{
    /// <summary>
    /// Deals the subjects of each group in turn to the folds, in an order shuffled by the seed; subjects with an
    /// epicardium are dealt first, so that every fold can test it. Same frames, count and seed give the same folds, and a source's do not
    /// depend on the others.
    /// </summary>
    /// <returns>The subjects of each fold.</returns>
    /// <exception cref="ArgumentException">Fewer than two folds, or fewer subjects than folds.</exception>
    public static IReadOnlyList<IReadOnlySet<OutlinedSubject>> Split(IReadOnlyList<LabelledFrame> frames, int folds, int seed)
    {
        Require.Within(folds, 2, frames.Select(f => f.Person).Distinct().Count());
        var result = Enumerable.Range(0, folds).Select(_ => new HashSet<OutlinedSubject>()).ToArray();
        foreach (var source in frames.GroupBy(f => f.Source))
            Deal([.. source], result, seed);
        return result;
    }

    private static void Deal(IReadOnlyList<LabelledFrame> frames, HashSet<OutlinedSubject>[] folds, int seed)
    {
        var subjects = frames.GroupBy(f => f.Subject).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        new Random(seed).Shuffle(subjects);
        var next = 0;
        foreach (
            var subject in subjects.OrderBy(g => g.First().Group, StringComparer.Ordinal).ThenBy(g => !g.Any(f => f.Epicardium is not null))
        )
            folds[next++ % folds.Length].Add(subject.First().Person);
    }
}
