namespace GanCmri.Phenotypes;

/// <summary>Whether a slice counts in its study's left-ventricular volumes: a word for each phase.</summary>
/// <param name="Cine">The slice.</param>
/// <param name="Ed">In EDV.</param>
/// <param name="Es">In ESV.</param>
internal sealed record SliceUse(MeasuredCine Cine, string Ed, string Es)
{
    /// <summary>Its area is in the volume.</summary>
    public const string Counted = "Counted";

    /// <summary>It shows no cavity at that phase.</summary>
    public const string NoCavity = "NoCavity";

    /// <summary>It shows the left atrium, and is left out.</summary>
    public const string Atrium = "Atrium";

    /// <summary>The volume is of another stack of the study.</summary>
    public const string OtherStack = "OtherStack";

    /// <summary>The study has no such volume.</summary>
    public const string NoVolume = "NoVolume";

    /// <summary>The slices of a stack.</summary>
    /// <param name="stack">Its cines.</param>
    /// <param name="slices">What volumes took of them, one a cine; null where its place is not told.</param>
    /// <param name="measures">The volumes; null where there are none.</param>
    public static SliceUse[] Of(IReadOnlyList<MeasuredCine> stack, IReadOnlyList<MeasuredSlice?> slices, StackMeasures? measures)
    {
        if (measures is null)
            return [.. stack.Select(c => new SliceUse(c, NoVolume, NoVolume))];
        var counted = StackMeasures.Counted([.. slices.OfType<MeasuredSlice>()]).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return [.. stack.Zip(slices, (cine, slice) => new SliceUse(cine, At(slice, measures.EdFrame), At(slice, measures.EsFrame)))];

        string At(MeasuredSlice? slice, int frame) =>
            frame < 0 ? NoVolume
            : !(slice?.AreasMm2.ElementAtOrDefault(frame) > 0) ? NoCavity
            : counted.Contains(slice) ? Counted
            : Atrium;
    }

    /// <summary>The slices of a stack at end-diastole and of one at end-systole that are one heart; each gives the volume of its
    /// phase.</summary>
    /// <param name="ed">The volumes of the first as of a whole stack; null where there is none.</param>
    /// <param name="es">Those of the second.</param>
    public static SliceUse[] Join(StudyVolumes? ed, StudyVolumes es) =>
        [.. ed?.Uses.Select(u => u with { Es = Elsewhere(es) }) ?? [], .. es.Uses.Select(u => u with { Ed = Elsewhere(ed), Es = u.Ed })];

    /// <summary>All slices of a study, also those of stacks that were not taken for volumes.</summary>
    /// <param name="study">All cines of the study.</param>
    /// <param name="taken">The volumes that were taken.</param>
    public static SliceUse[] Whole(IEnumerable<MeasuredCine> study, StudyVolumes taken)
    {
        var known = taken.Uses.Select(u => u.Cine).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var (ed, es) = (Word(taken.Measures?.EdvMl), Word(taken.Measures?.EsvMl));
        return [.. taken.Uses, .. study.Where(c => !known.Contains(c)).Select(c => new SliceUse(c, ed, es))];

        static string Word(double? ml) => ml is { } known && !double.IsNaN(known) ? OtherStack : NoVolume;
    }

    private static string Elsewhere(StudyVolumes? other) => other?.Measures is null ? NoVolume : OtherStack;
}
