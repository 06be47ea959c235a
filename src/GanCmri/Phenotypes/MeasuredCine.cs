using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>One cine, outlined and measured; keeps numbers, not pictures.</summary>
/// <param name="Subject">Pseudonym of the subject.</param>
/// <param name="Slice">The slice's place in its stack, from 0.</param>
/// <param name="SliceLocationMm">Position along the stack, mm, if known.</param>
/// <param name="FrameNames">The name of each frame.</param>
/// <param name="FrameNumbers">The number of each frame in its cine, from 0.</param>
/// <param name="Phases">"ED", "ES" or "" for each frame, as its source says.</param>
/// <param name="TimesMs">Time of each frame after the R wave, ms; NaN if unknown.</param>
/// <param name="Frames">The measures of each frame.</param>
/// <param name="Cine">The measures of the beat.</param>
public sealed record MeasuredCine(
    string Subject,
    int Slice,
    double? SliceLocationMm,
    IReadOnlyList<string> FrameNames,
    IReadOnlyList<int> FrameNumbers,
    IReadOnlyList<string> Phases,
    IReadOnlyList<double> TimesMs,
    IReadOnlyList<LvMeasures> Frames,
    CineMeasures Cine
)
{
    /// <summary>The series' own name where its source gives one; else empty.</summary>
    public string Series { get; init; } = "";

    /// <summary>The study of the subject where there are several; else empty.</summary>
    public string Study { get; init; } = "";

    /// <summary>Thickness of the wall at end-diastole in six sectors, where the segmenter knows both ventricles; else null.</summary>
    public WallSegments? WallAtEd { get; init; }

    /// <summary>What its source leaves open (<see cref="CineDoubts"/>); what depends on it is NaN.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Whether each frame's source says that a generator made it; empty: it does not tell.</summary>
    internal IReadOnlyList<bool> Synthetic { get; init; } = [];

    /// <summary>Whether that holds of any frame.</summary>
    internal bool HasSynthetic => Synthetic.Contains(true);

    /// <summary>Outlines and measures a cine, real or synthetic.</summary>
    /// <param name="segmenter">The networks.</param>
    /// <param name="series">The frames, in order of time.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="outlined">Given each frame's name and outline as soon as it is there, e.g. to keep the masks; may be null.</param>
    public static MeasuredCine Of(
        Segmenter segmenter,
        CineSeries series,
        SegmentationOptions? options = null,
        Action<string, Segmentation>? outlined = null
    ) => Of(segmenter, series, options, outlined, null);

    internal static MeasuredCine Of(
        Segmenter segmenter,
        CineSeries series,
        SegmentationOptions? options,
        Action<string, Segmentation>? outlined,
        FrameWindow? window,
        Segmenter? judge = null
    )
    {
        options ??= new SegmentationOptions();
        var each = new List<LvMeasures>();
        GrayImage[] images = [.. series.Frames.Select(f => f.Image)];
        var outlines = Outlines(segmenter);
        foreach (var (frame, outline) in series.Frames.Zip(outlines))
        {
            each.Add(LvMeasures.Of(frame.Image, outline, series.Spacing) with { Labelled = LabelledAreas.Of(frame, series.Spacing) });
            outlined?.Invoke(frame.Name, outline);
        }

        if (judge is not null)
            each =
            [
                .. each.Zip(images.Zip(Outlines(judge)), (own, seen) => own.Beside(LvMeasures.Of(seen.First, seen.Second, series.Spacing))),
            ];

        var measured = new MeasuredCine(
            series.Subject,
            series.Slice,
            series.SliceLocationMm,
            [.. series.Frames.Select(f => f.Name)],
            [.. series.Frames.Select((f, i) => f.Number ?? i)],
            [.. series.Frames.Select(f => f.Phase)],
            [.. series.Frames.Select(f => f.TimeMs)],
            [],
            CineMeasures.Of([], [])
        )
        {
            Series = series.Name,
            Study = series.Study,
            Doubts = [.. series.Doubts, .. series.Frames.Count == 1 ? [CineDoubts.OnePhase] : Array.Empty<string>()],
            Synthetic = [.. series.Frames.Select(f => f.IsSynthetic)],
        }.WithFrames(each);
        var ed = measured.Cine.EdFrame;
        return measured with { WallAtEd = ed < 0 ? null : WallSegments.Of(outlines[ed], series.Spacing) };

        IReadOnlyList<Segmentation> Outlines(Segmenter by) =>
            !series.IsOneCine ? by.Segment(images, series.Spacing, options)
            : window is { } known ? by.SegmentCine(images, known, options)
            : by.SegmentCine(images, series.Spacing, options);
    }

    /// <summary>The same cine with these measures of its frames, and the measures of the beat that follow from them: none of change where
    /// the frames are hardly one cine, no rates where their times are doubted. The wall stays as it was.</summary>
    /// <param name="frames">One a frame, in order of time.</param>
    internal MeasuredCine WithFrames(IReadOnlyList<LvMeasures> frames)
    {
        var isOneCine = !Doubts.Contains(CineDoubts.FramesDiffer);
        var measures = isOneCine ? CineMeasures.MarkImplausible(frames) : frames;
        var beat = CineMeasures.Of(measures, Doubts.Contains(CineDoubts.Times) ? [.. TimesMs.Select(_ => double.NaN)] : TimesMs);
        return this with { Frames = measures, Cine = isOneCine ? beat : beat.WithoutChange() };
    }
}
