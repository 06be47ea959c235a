using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studio.Cines;

/// <summary>One stack of slices, outlined as gancmri measure outlines it, with what was corrected by hand.</summary>
/// <param name="id">For addresses.</param>
/// <param name="stamp">Of its files, as they were when it was read.</param>
/// <param name="stack">The slices.</param>
/// <param name="segmenter">Outlines them, a slice when it is first asked for.</param>
/// <param name="corrections">Outlines by hand.</param>
internal sealed class OpenCine(string id, string stamp, CineStack stack, Segmenter segmenter, OutlineCorrections corrections)
{
    private readonly Lazy<FrameWindow?[]> _windows = new(() => MeasuredStacks.Windows(segmenter, [stack], null)[0]);
    private readonly Dictionary<int, OutlinedSlice> _outlined = [];

    public string Id => id;

    public string Stamp => stamp;

    public OutlineCorrections Corrections => corrections;

    public CineStack Stack => stack;

    /// <summary>The stack with the outlines by hand on their frames.</summary>
    public CineStack Corrected =>
        stack with
        {
            Series = [.. stack.Series.Select((s, place) => s with { Frames = [.. s.Frames.Select((f, t) => Drawn(f, place, t))] })],
        };

    /// <summary>A slice by its place in the stack.</summary>
    /// <exception cref="InputException">There is none such.</exception>
    public CineSeries Slice(int place) =>
        place >= 0 && place < stack.Series.Count
            ? stack.Series[place]
            : throw new InputException(
                "slice",
                FormattableString.Invariant($"a number from 0 to {stack.Series.Count - 1}"),
                FormattableString.Invariant($"{place}"),
                "choose another"
            );

    /// <summary>Outlines and measures of a slice, corrected ones in place of the found.</summary>
    public MeasuredSliceView Measured(int place)
    {
        var (series, found) = (Slice(place), Outlined(place));
        Mask[] masks = [.. found.Outlines.Select((o, t) => (corrections.Of(place, t) ?? o).Mask)];
        var cine = found.Cine.WithFrames([
            .. found.Cine.Frames.Select((f, t) => corrections.Of(place, t) is { } drawn ? OfDrawn(series, t, drawn) : f),
        ]);
        return new MeasuredSliceView(masks, [.. masks.Select((_, t) => corrections.Of(place, t) is not null)], cine);
    }

    /// <summary>Volumes of the whole stack.</summary>
    public StudyVolumes Volumes(CancellationToken cancellation) =>
        StudyVolumes
            .Of([
                [
                    .. Enumerable
                        .Range(0, stack.Series.Count)
                        .Select(i =>
                        {
                            cancellation.ThrowIfCancellationRequested();
                            return Measured(i).Cine;
                        }),
                ],
            ])
            .Single();

    /// <summary>Slices whose outline was drawn by hand in a frame.</summary>
    public int DrawnAt(int frame) => Enumerable.Range(0, stack.Series.Count).Count(place => corrections.Of(place, frame) is not null);

    /// <summary>Takes an outline drawn by hand; nothing changes where no part of the shown one was moved.</summary>
    /// <param name="place">Slice.</param>
    /// <param name="frame">Frame, from 0.</param>
    /// <param name="corners">x and y in turn, px.</param>
    /// <exception cref="InputException">There is no such frame, the outline encloses nothing, or it crosses itself.</exception>
    public void Correct(int place, int frame, IReadOnlyList<double> corners)
    {
        var series = Slice(place);
        if (frame < 0 || frame >= series.Frames.Count)
            throw new InputException("frame", $"a number from 0 to {series.Frames.Count - 1}", $"{frame}", "choose another");
        var line = DrawnOutline.Corners(corners, series.Frames[frame].Image);
        var shown = corrections.Of(place, frame) ?? Outlined(place).Outlines[frame];
        if (shown.Redrawn(line) is not { } drawn)
            return;
        DrawnOutline.RequireArea(line, drawn);
        corrections.Save(
            place,
            frame,
            drawn,
            at => new DrawnAreas(
                Outlined(at.Slice).Cine.Frames[at.Frame].AreaMm2,
                OfDrawn(Slice(at.Slice), at.Frame, corrections.Of(at.Slice, at.Frame)!).AreaMm2
            )
        );
    }

    private CineFrame Drawn(CineFrame frame, int place, int at) => frame with { DrawnCavity = corrections.Of(place, at)?.Probability };

    private OutlinedSlice Outlined(int place)
    {
        if (_outlined.TryGetValue(place, out var known))
            return known;
        List<SoftOutline> outlines = [];
        var cine = MeasuredCine.Of(
            segmenter,
            Slice(place),
            null,
            (_, outline) => outlines.Add(SoftOutline.Of(outline)),
            _windows.Value[place]
        );
        return _outlined[place] = new OutlinedSlice(outlines, cine);
    }

    private static LvMeasures OfDrawn(CineSeries series, int frame, SoftOutline drawn) =>
        LvMeasures.Of(
            series.Frames[frame].Image,
            new Segmentation(drawn.Mask, drawn.Probability, null, 0, QualityFlags.None),
            series.Spacing
        );

    private sealed record OutlinedSlice(IReadOnlyList<SoftOutline> Outlines, MeasuredCine Cine);
}

/// <summary>A slice with its outlines.</summary>
/// <param name="Masks">The cavity in each frame.</param>
/// <param name="ByHand">Whether each was corrected.</param>
/// <param name="Cine">The measures.</param>
internal sealed record MeasuredSliceView(Mask[] Masks, bool[] ByHand, MeasuredCine Cine);
