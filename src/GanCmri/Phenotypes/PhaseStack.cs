namespace GanCmri.Phenotypes;

/// <summary>A stack and its volumes; where it is of one phase, end-diastole and end-systole may be files of their own ("P1_ED.nii",
/// "P1_ES.nii").</summary>
/// <param name="Cines">Its cines.</param>
/// <param name="Volumes">Its volumes as those of a whole stack: that of a single phase stands for end-diastole.</param>
internal sealed record PhaseStack(IReadOnlyList<MeasuredCine> Cines, StudyVolumes Volumes)
{
    private const string Ed = "ED",
        Es = "ES";

    // The name without ED or ES at its end: "P1_LVED" and "P1_LVES" are of one outline, "P1_RVES" is of another.
    private string Name => Cines[0].Series is { Length: >= 2 } name ? name[..^2] : "";

    private bool Is(string phase) => Cines.All(c => c.Phases.Count == 1 && c.Phases[0].Equals(phase, StringComparison.OrdinalIgnoreCase));

    /// <summary>The volumes of a study's stacks; those of one phase, labelled ED and ES, are joined to one heart.</summary>
    /// <param name="stacks">All stacks of the study.</param>
    public static IEnumerable<StudyVolumes> OneHeart(IReadOnlyList<PhaseStack> stacks)
    {
        PhaseStack[] systoles = [.. stacks.Where(s => s.Is(Es))];
        if (systoles.Length == 0)
            return stacks.Select(s => s.Volumes);
        PhaseStack[] diastoles = [.. stacks.Where(s => s.Is(Ed))];
        var others = stacks.Except(diastoles).Except(systoles).Select(s => s.Volumes);
        if (diastoles.Length == 0)
            return others.Concat(systoles.Select(es => WithPhases(null, es.Volumes)));
        Pair[] pairs = [.. diastoles.SelectMany(ed => systoles.Select(es => new Pair(ed, es)))];
        var heart = Fullest(pairs, v => v.Measures);
        var outlined = Fullest(pairs, v => v.Labelled); // observers may have outlined a stack of fewer slices
        return others.Append(
            WithPhases(heart.Ed.Volumes, heart.Es.Volumes) with
            {
                Labelled = Join(outlined.Ed.Volumes.Labelled, outlined.Es.Volumes.Labelled),
            }
        );
    }

    // The stacks of end-diastole and end-systole that tell most: both volumes, of one name, by many slices.
    private static Pair Fullest(Pair[] pairs, Func<StudyVolumes, StackMeasures?> of) =>
        pairs
            .OrderByDescending(p => of(p.Ed.Volumes) is not null && of(p.Es.Volumes) is not null)
            .ThenByDescending(p => p.Ed.Name == p.Es.Name)
            .ThenByDescending(p => (of(p.Ed.Volumes)?.Slices ?? 0) + (of(p.Es.Volumes)?.Slices ?? 0))
            .First();

    // What is doubted in either; the ends of the stack at end-diastole only, as they are judged there.
    private static StudyVolumes WithPhases(StudyVolumes? ed, StudyVolumes es)
    {
        var measures = Join(ed?.Measures, es.Measures);
        string[] reasons = [.. new[] { ed, es }.Where(v => v is { Measures: null }).SelectMany(v => v!.Doubts).Distinct()];
        string[] doubts = measures is null
            ? reasons
            :
            [
                .. double.IsNaN(measures.EdvMl) || double.IsNaN(measures.EsvMl) ? [VolumeDoubts.OnePhase]
                : double.IsNaN(measures.EfPercent) ? [VolumeDoubts.NoChange]
                : Array.Empty<string>(),
                .. reasons,
                .. VolumeDoubts.Of(measures),
                .. ed?.Doubts.Where(d => d is VolumeDoubts.BeforeApex or VolumeDoubts.BeforeBase) ?? [],
            ];
        return es with
        {
            Measures = measures,
            Judged = Join(ed?.Judged, es.Judged),
            Labelled = Join(ed?.Labelled, es.Labelled),
            Doubt = string.Join(' ', doubts),
            IsSynthetic = es.IsSynthetic || ed is { IsSynthetic: true },
            Uses = SliceUse.Join(ed, es),
            EdNumbers = (ed ?? es).EdNumbers,
        };
    }

    // A stack of one phase has its volume as EDV. Without a fall between the phases they are hardly ED and ES of one heart.
    private static StackMeasures? Join(StackMeasures? ed, StackMeasures? es)
    {
        if (es is null)
            return ed;
        if (ed is null)
            return OfSystole(es);
        var stroke = es.EdvMl < ed.EdvMl ? ed.EdvMl - es.EdvMl : double.NaN;
        return ed with
        {
            EsvMl = es.EdvMl,
            StrokeVolumeMl = stroke,
            EfPercent = 100 * stroke / ed.EdvMl,
            EsFrame = 0,
            DoubtfulShare = Math.Max(ed.DoubtfulShare, es.DoubtfulShare),
            AtriumSlices = ed.AtriumSlices + es.AtriumSlices,
            RightEsvMl = es.RightEdvMl,
        };
    }

    /// <summary>The volumes of a stack of one phase, which is end-systole.</summary>
    /// <param name="es">The same as if it were end-diastole.</param>
    internal static StackMeasures OfSystole(StackMeasures es) =>
        new(double.NaN, es.EdvMl, double.NaN, double.NaN, es.SliceDistanceMm, es.Slices)
        {
            EdFrame = -1,
            EsFrame = 0,
            DoubtfulShare = es.DoubtfulShare,
            RightEsvMl = es.RightEdvMl,
        };

    private readonly record struct Pair(PhaseStack Ed, PhaseStack Es);
}
