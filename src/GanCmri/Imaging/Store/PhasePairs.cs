namespace GanCmri.Imaging.Store;

/// <summary>
/// End-diastole and end-systole that are files of their own ("P1_LVED" and "P1_LVES", or ACDC's two frames) become cines of two frames: a
/// crop then shows both at one place, and what moves between them is the heart. Such stacks often begin at different slices, and headers
/// do not tell (33 of 44 children of chla-pediatric are one or two slices apart), so one is shifted as a whole to where pictures are most
/// alike. Of a slice that is missing within a stack nothing is known.
/// </summary>
internal static class PhasePairs
{
    private const string Ed = "ED",
        Es = "ES";
    private const string Pair = "pair";

    /// <summary>The stacks, those of ED and ES of one outline joined; all others as they are.</summary>
    /// <param name="stacks">In order; those of one study follow each other.</param>
    /// <param name="notes">Told what was joined, what was doubted in it, and what could not be.</param>
    public static IEnumerable<CineStack> Joined(IEnumerable<CineStack> stacks, ReadingNotes notes) =>
        Groups(stacks).SelectMany(group => Pairs(group, notes));

    /// <summary>The stacks of one phase of a study together, all others by themselves.</summary>
    /// <param name="stacks">In order; those of one study follow each other.</param>
    public static IEnumerable<IReadOnlyList<CineStack>> Groups(IEnumerable<CineStack> stacks)
    {
        var waiting = new List<CineStack>();
        foreach (var stack in stacks)
        {
            if (waiting.Count > 0 && !(IsOf(waiting[0], Ed, Es) && IsOf(stack, Ed, Es) && Study(stack) == Study(waiting[0])))
            {
                yield return waiting;
                waiting = [];
            }

            waiting.Add(stack);
        }

        if (waiting.Count > 0)
            yield return waiting;
    }

    private static IEnumerable<CineStack> Pairs(IReadOnlyList<CineStack> stacks, ReadingNotes notes)
    {
        var left = stacks.ToList();
        foreach (var ed in stacks.Where(s => IsOf(s, Ed)))
        {
            CineStack[] systoles = [.. left.Where(s => IsOf(s, Es) && Outline(s) == Outline(ed))];
            if (Array.Find(systoles, s => Match(ed, s)) is not { } es)
            {
                if (systoles.Length > 0)
                    notes.Add("end-diastole and end-systole not joined, of other image sizes or pixel spacings", Pair);
                continue;
            }

            left.Remove(es);
            left[left.IndexOf(ed)] = Join(ed, es, notes);
        }

        return left;
    }

    private static CineStack Join(CineStack ed, CineStack es, ReadingNotes notes)
    {
        var shift = Shift(ed.Series, es.Series);
        notes.Add("end-diastole and end-systole joined to cines of two frames", Pair);
        if (shift != 0)
            notes.Add("of these, shifted by whole slices to where pictures are most alike", Pair);
        if (Drawn(es) > Drawn(ed) && Drawn(ed) > 0)
            notes.Add("of these, the drawn cavity is larger at end-systole: are the files exchanged?", Pair);
        var systoles = es.Series.Select((s, i) => (Slice: i + shift, Series: s)).ToDictionary(s => s.Slice, s => s.Series);
        var first = Math.Min(0, shift);
        return ed with
        {
            Files = [.. ed.Files.Union(es.Files)],
            Series =
            [
                .. Enumerable
                    .Range(first, Math.Max(ed.Series.Count, es.Series.Count + shift) - first)
                    .Select(slice =>
                        (slice >= 0 && slice < ed.Series.Count, systoles.GetValueOrDefault(slice)) switch
                        {
                            (true, { } systole) => Join(ed.Series[slice], systole) with { Slice = slice - first },
                            (true, null) => ed.Series[slice] with { Slice = slice - first },
                            (false, var alone) => alone! with { Slice = slice - first },
                        }
                    ),
            ],
        };
    }

    private static CineSeries Join(CineSeries ed, CineSeries es) =>
        ed with
        {
            Frames = [.. ed.Frames, .. es.Frames],
            Doubts = [.. ed.Doubts.Union(es.Doubts)],
        };

    // Which slice at end-diastole the first one at end-systole is: where half of the smaller stack or more overlaps and pictures are most
    // alike.
    private static int Shift(IReadOnlyList<CineSeries> ed, IReadOnlyList<CineSeries> es)
    {
        var least = (Math.Min(ed.Count, es.Count) + 1) / 2;
        return Enumerable.Range(least - es.Count, ed.Count + es.Count - 2 * least + 1).MaxBy(Likeness);

        double Likeness(int shift) =>
            Enumerable
                .Range(0, es.Count)
                .Where(i => i + shift >= 0 && i + shift < ed.Count)
                .Average(i => FrameLikeness.Mean([ed[i + shift].Frames[0].Image, es[i].Frames[0].Image]));
    }

    private static bool IsOf(CineStack stack, params string[] phases) =>
        stack.Series.All(s => s.Frames.Count == 1 && phases.Contains(s.Frames[0].Phase));

    private static long Drawn(CineStack stack) => stack.Series.Sum(s => s.Frames[0].LvCavity?.Inside.LongCount(inside => inside) ?? 0);

    // The name without its phase: "P1_LVED" and "P1_LVES" are of one outline, "P1_RVES" is of another; ACDC's names end in a number.
    private static string Outline(CineStack stack) => stack.Series[0].Name is { Length: >= 2 } name ? name[..^2] : "";

    private static (string Subject, string Study) Study(CineStack stack) => (stack.Subject, stack.Series[0].Study);

    private static bool Match(CineStack ed, CineStack es) =>
        ed.Series[0].Spacing == es.Series[0].Spacing
        && ed.Series.Concat(es.Series).DistinctBy(s => (s.Frames[0].Image.Height, s.Frames[0].Image.Width)).Count() == 1;
}
