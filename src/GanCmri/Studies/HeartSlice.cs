using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studies;

/// <summary>
/// The slice of one subject that a heart is taken from, by one rule for all studies: of the slices with a certain cavity at end-diastole
/// the middle third (mid-ventricle), of these the one with the largest area.
/// </summary>
/// <param name="Series">The slice; its number is <see cref="CineSeries.Slice"/>, from 0, as in gancmri measure's tables.</param>
/// <param name="Slices">How many slices there are to choose from.</param>
/// <param name="Reason">Why this one, in words for tables.</param>
/// <param name="Centre">The cavity's centre, px.</param>
internal sealed record HeartSlice(CineSeries Series, int Slices, string Reason, HeartCentre Centre)
{
    internal const string Asked = "asked for",
        Only = "the only one",
        Certain = "largest certain end-diastolic area near mid-ventricle",
        Doubtful = "largest end-diastolic area near mid-ventricle, but no outline is certain",
        Moving = "most motion, as no cavity was outlined";

    /// <summary>Chooses.</summary>
    /// <param name="stack">The slices, from one end of the stack to the other. Where some have masks of the cavity, these decide, else the
    /// segmenter's outlines.</param>
    /// <param name="segmenter">Outlines slices without masks.</param>
    /// <param name="slice">The number of the slice that was asked for, from 0; null: by the rule.</param>
    /// <returns>Null where neither a cavity nor motion tells of a heart.</returns>
    /// <exception cref="InputException">There is no such slice.</exception>
    public static HeartSlice? Of(IReadOnlyList<CineSeries> stack, Segmenter segmenter, int? slice = null)
    {
        var numbers = stack.Select(s => s.Slice).Distinct().Order().ToArray();
        CineSeries[] asked = [.. stack.Where(s => slice is null || s.Slice == slice)];
        if (asked.Length == 0)
            throw new InputException(
                "slice",
                $"one of {string.Join(", ", numbers)}",
                $"{slice}",
                "name a slice that is there, from 0 as in gancmri measure's table"
            );
        var there = asked.Any(s => s.Frames.Count > 1) ? [.. asked.Where(s => s.Frames.Count > 1)] : asked;
        var marked = there.Where(s => s.Frames.Any(IsMarked)).ToArray();
        Outlined[] cavities =
        [
            .. (marked.Length > 0 ? marked.Select(OfMasks) : there.Select(s => OfOutlines(s, segmenter))).Where(o => o.Area > 0),
        ];
        var certain = cavities.Where(c => c.IsCertain).ToArray();
        if (MiddleThird(certain.Length > 0 ? certain : cavities).MaxBy(o => o.Area) is { } best)
            return Chosen(best.Series, best.Centre, certain.Length > 0 ? Certain : Doubtful);
        var moving = HeartLocator
            .Locate(there, new HeartCrop())
            .Where(l => l.Centre is not null && l.Series.Frames.Count > 1)
            .MaxBy(l => l.Evidence ?? 0);
        return moving is null ? null : Chosen(moving.Series, moving.Centre!, Moving);

        HeartSlice Chosen(CineSeries series, HeartCentre centre, string reason) =>
            new(
                series,
                stack.Count,
                slice is not null ? Asked
                    : stack.Count == 1 ? Only
                    : reason,
                centre
            );
    }

    /// <summary>That mm are guessed, in words; null where the source tells its pixel size.</summary>
    public string? Guess => new HeartCrop().GuessOf(Series);

    /// <summary>The choice in words.</summary>
    public override string ToString() => FormattableString.Invariant($"slice {Series.Slice} (from 0, of {Slices}): {Reason}");

    /// <summary>The slices whose middles lie in the middle third; of two both.</summary>
    private static IEnumerable<Outlined> MiddleThird(Outlined[] stack) =>
        stack.Where((_, i) => Math.Abs(i + .5 - stack.Length / 2.0) <= Math.Max(stack.Length / 6.0, .5) + 1e-9);

    private static bool IsMarked(CineFrame frame) => frame.LvCavity is { Area: > 0 };

    private static Outlined OfMasks(CineSeries series)
    {
        var masks = series.Frames.Where(IsMarked).ToArray();
        var ed = masks.FirstOrDefault(f => f.Phase == "ED") ?? masks.MaxBy(f => f.LvCavity!.Area)!;
        return new Outlined(
            series,
            ed.LvCavity!.Area * (series.Spacing?.AreaMm2 ?? 1),
            true,
            HeartCentre.OfMasks(masks.Select(f => f.LvCavity!))!
        );
    }

    private static Outlined OfOutlines(CineSeries series, Segmenter segmenter)
    {
        var cine = MeasuredCine.Of(segmenter, series);
        var found = cine.Frames.Where(f => f.IsMeasured).ToArray();
        if (found.Length == 0)
            return new Outlined(series, 0, false, new HeartCentre(0, 0));
        var marked = Enumerable.Range(0, cine.Frames.Count).Where(i => cine.Phases[i] == "ED" && cine.Frames[i].IsMeasured);
        var ed = cine.Frames[marked.FirstOrDefault(cine.Cine.EdFrame)];
        return new Outlined(
            series,
            series.Spacing is null ? ed.AreaPx : ed.AreaMm2,
            ed.Flags == QualityFlags.None,
            new HeartCentre(found.Average(f => f.CentreY), found.Average(f => f.CentreX))
        );
    }

    private sealed record Outlined(CineSeries Series, double Area, bool IsCertain, HeartCentre Centre);
}
