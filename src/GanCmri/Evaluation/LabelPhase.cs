using GanCmri.Phenotypes;

namespace GanCmri.Evaluation;

/// <summary>Says which labelled frames are end-diastole and end-systole: those that the source calls so, else of each stack the frames of
/// the largest and the smallest labelled area.</summary>
internal static class LabelPhase
{
    /// <summary>One word a frame: "ED", "ES" or "".</summary>
    /// <param name="stacks">The stack of each frame.</param>
    /// <param name="numbers">Its number in its cine.</param>
    /// <param name="told">What the source says: "ED", "ES" or "".</param>
    /// <param name="areas">The labelled area.</param>
    public static string[] Of<TStack>(
        IReadOnlyList<TStack> stacks,
        IReadOnlyList<int> numbers,
        IReadOnlyList<string> told,
        IReadOnlyList<double> areas
    )
        where TStack : notnull
    {
        string[] phases = [.. told.Select(p => p.ToUpperInvariant())];
        foreach (var stack in Enumerable.Range(0, stacks.Count).GroupBy(i => stacks[i]))
        {
            if (stack.Any(i => phases[i].Length > 0))
                continue;
            var all = stack.GroupBy(i => numbers[i]).Select(g => new OutlinedSlices([.. g], areas)).ToArray();
            var volumes = all.Where(v => LabelledVolumes.IsWhole(v.Outlined, all.Max(o => o.Outlined))).ToArray();
            if (volumes.Length < 2)
                continue;
            foreach (var i in volumes.MinBy(v => v.Sum)!.Frames)
                phases[i] = "ES";
            foreach (var i in volumes.MaxBy(v => v.Sum)!.Frames)
                phases[i] = "ED";
        }

        return phases;
    }

    private sealed record OutlinedSlices(int[] Frames, IReadOnlyList<double> Areas)
    {
        public double Sum => Frames.Sum(i => Areas[i]);

        public int Outlined => Frames.Count(i => Areas[i] > 0);
    }
}
