using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studio.Cines;

/// <summary>One stack of slices, outlined as gancmri measure outlines it, with what was corrected by hand.</summary>
/// <param name="id">For addresses.</param>
/// <param name="stack">The slices.</param>
/// <param name="segmenter">Outlines them, a slice when it is first asked for.</param>
/// <param name="corrections">Outlines by hand.</param>
internal sealed class OpenCine(string id, CineStack stack, Segmenter segmenter, OutlineCorrections corrections)
{
    private readonly Lazy<FrameWindow?[]> _windows = new(() => MeasuredStacks.Windows(segmenter, stack, null));
    private readonly Dictionary<int, OutlinedSlice> _outlined = [];

    public string Id => id;

    public CineStack Stack => stack;

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
        Mask[] masks = [.. found.Masks.Select((m, t) => corrections.Of(place, t) ?? m)];
        var frames = CineMeasures.MarkImplausible([
            .. found.Cine.Frames.Select((f, t) => corrections.Of(place, t) is { } mask ? OfMask(series, t, mask) : f),
        ]);
        var cine = found.Cine with { Frames = frames, Cine = CineMeasures.Of(frames, found.Cine.TimesMs) };
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

    /// <summary>Takes an outline drawn by hand.</summary>
    /// <param name="place">Slice.</param>
    /// <param name="frame">Frame, from 0.</param>
    /// <param name="corners">x and y in turn, px.</param>
    /// <exception cref="InputException">There is no such frame, or it encloses nothing.</exception>
    public void Correct(int place, int frame, IReadOnlyList<double> corners)
    {
        const int FewestCorners = 3,
            MostCorners = 1000;
        var series = Slice(place);
        if (frame < 0 || frame >= series.Frames.Count)
            throw new InputException("frame", $"a number from 0 to {series.Frames.Count - 1}", $"{frame}", "choose another");
        if (corners.Count is < 2 * FewestCorners or > 2 * MostCorners || corners.Count % 2 != 0 || !corners.All(double.IsFinite))
            throw new InputException("outline", "x and y of 3 to 1,000 corners", $"{corners.Count} numbers", "draw it again");
        var image = series.Frames[frame].Image;
        if (corners.Chunk(2).Any(c => c[0] < -1 || c[0] > image.Width || c[1] < -1 || c[1] > image.Height))
            throw new InputException("outline", "corners within the frame", "some outside", "draw it again");
        var mask = Polygon.Fill([.. corners.Chunk(2).Select(c => new PolygonPoint(c[0], c[1]))], image.Height, image.Width);
        if (mask.Area == 0)
            throw new InputException("outline", "one that encloses pixels of the frame", "none", "draw it again");
        corrections.Save(
            place,
            frame,
            mask,
            (s, t) => (Outlined(s).Cine.Frames[t].AreaMm2, OfMask(Slice(s), t, corrections.Of(s, t)!).AreaMm2)
        );
    }

    private OutlinedSlice Outlined(int place)
    {
        if (_outlined.TryGetValue(place, out var known))
            return known;
        List<Mask> masks = [];
        var cine = MeasuredCine.Of(segmenter, Slice(place), null, (_, outline) => masks.Add(outline.Cavity), _windows.Value[place]);
        return _outlined[place] = new OutlinedSlice(masks, cine);
    }

    // By hand there are no probabilities: a pixel is inside or not.
    private static LvMeasures OfMask(CineSeries series, int frame, Mask mask)
    {
        var sure = new GrayImage(mask.Height, mask.Width, Array.ConvertAll(mask.Inside, v => v ? 1f : 0f));
        return LvMeasures.Of(series.Frames[frame].Image, new Segmentation(mask, sure, null, 0, QualityFlags.None), series.Spacing);
    }

    private sealed record OutlinedSlice(IReadOnlyList<Mask> Masks, MeasuredCine Cine);
}

/// <summary>A slice with its outlines.</summary>
/// <param name="Masks">The cavity in each frame.</param>
/// <param name="ByHand">Whether each was corrected.</param>
/// <param name="Cine">The measures.</param>
internal sealed record MeasuredSliceView(Mask[] Masks, bool[] ByHand, MeasuredCine Cine);
