using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>The ventricles' volumes in one study of a subject, or why there are none.</summary>
/// <param name="Subject">Pseudonym of the subject.</param>
/// <param name="Study">The study where there are several; else empty.</param>
/// <param name="Measures">Null where no stack of slices gives a volume.</param>
/// <param name="Doubt">Why there are none, or why they are doubtful: words of <see cref="VolumeDoubts"/>, separated by blanks; empty where
/// nothing is.</param>
public sealed record StudyVolumes(string Subject, string Study, StackMeasures? Measures, string Doubt)
{
    /// <summary>The left ventricle's volumes as another network sees them, by the same rules; null where none looked, or it sees
    /// none.</summary>
    internal StackMeasures? Judged { get; init; }

    /// <summary>The volumes of the labels that came with the frames; null where there are none.</summary>
    internal StackMeasures? Labelled { get; init; }

    /// <summary>Whether a frame's source says that a generator made it.</summary>
    internal bool IsSynthetic { get; init; }

    /// <summary>Which slices of the study count, those of all its stacks.</summary>
    internal IReadOnlyList<SliceUse> Uses { get; init; } = [];

    /// <summary>The numbers of the frames of the stack that gives EDV, as tables have them, null where its slices have several; empty:
    /// 0, 1, 2, ...</summary>
    internal IReadOnlyList<int?> EdNumbers { get; init; } = [];

    /// <summary>The same of the stack that gives ESV.</summary>
    internal IReadOnlyList<int?> EsNumbers { get; init; } = [];

    /// <summary>The number of the end-diastolic frame in its cines, from 0, as that of frames; null where there is none, or they have
    /// several.</summary>
    internal long? EdFrameNumber => Number(EdNumbers, Measures?.EdFrame ?? -1);

    /// <summary>The number of the end-systolic frame.</summary>
    internal long? EsFrameNumber => Number(EsNumbers, Measures?.EsFrame ?? -1);

    /// <summary>Whether a frame was taken that has other numbers in other slices.</summary>
    internal bool IsNumberedApart =>
        Measures is { } m && (m.EdFrame >= 0 && EdFrameNumber is null || m.EsFrame >= 0 && EsFrameNumber is null);

    /// <summary>Slices with a cavity; 0 where there is no volume.</summary>
    internal int Slices => Measures?.Slices ?? 0;

    /// <summary>The words of <see cref="Doubt"/>.</summary>
    internal string[] Doubts => Doubt.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Volumes of each study; where several stacks give some, of the one that seems to be a short axis, has an ejection fraction
    /// and most slices. Stacks of one phase that their source labels ED and ES are one heart.</summary>
    /// <param name="stacks">The cines of each stack (one source, one orientation), all of them.</param>
    public static IReadOnlyList<StudyVolumes> Of(IEnumerable<IReadOnlyList<MeasuredCine>> stacks) => Of(stacks, Of);

    /// <summary>The same, beside what another network saw in the cines of the stack that was taken.</summary>
    /// <param name="stacks">The cines of each stack, all of them, each judged.</param>
    internal static IReadOnlyList<StudyVolumes> OfJudged(IEnumerable<IReadOnlyList<MeasuredCine>> stacks) =>
        Of(
            stacks,
            stack =>
                Of(stack) with
                {
                    Judged = Of([.. stack.Select(c => c with { Frames = [.. c.Frames.Select(f => f.AsJudged())] })]).Measures,
                }
        );

    private static IReadOnlyList<StudyVolumes> Of(
        IEnumerable<IReadOnlyList<MeasuredCine>> stacks,
        Func<IReadOnlyList<MeasuredCine>, StudyVolumes> volumes
    ) =>
        [
            .. stacks
                .Where(s => s.Count > 0)
                .GroupBy(s => (s[0].Subject, s[0].Study))
                .OrderBy(g => g.Key.Subject, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Study, StringComparer.Ordinal)
                .Select(g => OfStudy([.. g.OrderByDescending(s => s.Count).Select(s => new PhaseStack(s, volumes(s)))])),
        ];

    private static StudyVolumes OfStudy(IReadOnlyList<PhaseStack> stacks)
    {
        StudyVolumes[] hearts = [.. PhaseStack.OneHeart(stacks)];
        var taken = hearts
            .OrderBy(v => v.Doubts.Contains(VolumeDoubts.Plane))
            .ThenBy(v => double.IsNaN(v.Measures?.EfPercent ?? double.NaN))
            .ThenByDescending(v => v.Slices)
            .First();
        return taken with
        {
            Labelled =
                taken.Labelled
                ?? hearts.Where(h => !h.Doubts.Contains(VolumeDoubts.Plane)).Select(h => h.Labelled).FirstOrDefault(l => l is not null),
            Uses = SliceUse.Whole(stacks.SelectMany(s => s.Cines), taken),
        };
    }

    /// <summary>The same with what is known of the person.</summary>
    public StudyVolumes With(BodyMeasures body) => Measures is null ? this : this with { Measures = Measures with { Body = body } };

    private static StudyVolumes Of(IReadOnlyList<MeasuredCine> stack)
    {
        MeasuredSlice?[] slices = [.. stack.Select(c => HasPlace(c) ? Slice(c) : null)];
        MeasuredSlice[] placed = [.. slices.OfType<MeasuredSlice>()];
        var measures = HasRepeats(stack) || stack.Any(c => !HasPlace(c) && c.Cine.MeasuredFrames > 0) ? null : StackMeasures.Of(placed);
        string[] doubts = measures is null
            ? [WhyNot(stack, placed)]
            :
            [
                .. double.IsNaN(measures.EsvMl)
                    ? [placed.All(s => s.AreasMm2.Count == 1) ? VolumeDoubts.OnePhase : VolumeDoubts.NoChange]
                    : Array.Empty<string>(),
                .. VolumeDoubts.Of(measures),
                .. StackEnds.Of(placed, measures).Doubts,
                .. stack.Any(c => c.Doubts.Contains(CineDoubts.Plane)) ? [VolumeDoubts.Plane] : Array.Empty<string>(),
            ];
        return new StudyVolumes(stack[0].Subject, stack[0].Study, measures, string.Join(' ', doubts))
        {
            IsSynthetic = stack.Any(c => c.HasSynthetic),
            Labelled = HasRepeats(stack) ? null : LabelledVolumes.Of(stack),
            Uses = SliceUse.Of(stack, slices, measures),
            EdNumbers = Numbered(stack),
            EsNumbers = Numbered(stack),
        };
    }

    // Of slices that show a cavity, else of all; a store leaves out repeated frames, of each slice others.
    private static IReadOnlyList<int?> Numbered(IReadOnlyList<MeasuredCine> stack)
    {
        MeasuredCine[] seen = [.. stack.Where(c => c.Cine.MeasuredFrames > 0)];
        var slices = seen.Length > 0 ? seen : stack;
        return
        [
            .. slices[0]
                .FrameNumbers.Select((n, i) => slices.All(s => i < s.FrameNumbers.Count && s.FrameNumbers[i] == n) ? n : (int?)null),
        ];
    }

    private static MeasuredSlice Slice(MeasuredCine cine) =>
        new(cine.SliceLocationMm!.Value, [.. cine.Frames.Select(f => f.AreaMm2)])
        {
            MyocardiumMm2 = [.. cine.Frames.Select(f => f.MyocardiumAreaMm2)],
            RightMm2 = [.. cine.Frames.Select(f => f.RightAreaMm2)],
            Doubtful = [.. cine.Frames.Select(f => f.Flags != QualityFlags.None)],
        };

    private static long? Number(IReadOnlyList<int?> numbers, int frame) =>
        frame < 0 ? null
        : frame < numbers.Count ? numbers[frame]
        : frame;

    private static string WhyNot(IReadOnlyList<MeasuredCine> stack, MeasuredSlice[] placed) =>
        placed.Length < stack.Count ? VolumeDoubts.Places
        : stack.Any(c => c.Cine.MeasuredFrames > 0 && double.IsNaN(c.Cine.EdaMm2)) ? VolumeDoubts.PixelSize
        : HasRepeats(stack) ? VolumeDoubts.Repeated
        : StackMeasures.WhyNot(placed)!;

    private static bool HasPlace(MeasuredCine cine) => cine.SliceLocationMm is { } mm && double.IsFinite(mm);

    private static bool HasRepeats(IReadOnlyList<MeasuredCine> stack) =>
        stack.Any(c => c.Doubts.Contains(CineDoubts.Repeated) && c.Cine.MeasuredFrames > 0);
}
