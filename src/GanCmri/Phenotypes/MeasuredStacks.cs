using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>Outlines and measures stacks of cines, one after the other.</summary>
public static class MeasuredStacks
{
    private const int FewestSlices = 3;

    /// <summary>Measures every cine.</summary>
    /// <param name="stacks">The cines, e.g. of <see cref="CineReader.Stacks"/>; read as they are needed.</param>
    /// <param name="segmenter">The networks.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="outlined">Given each frame's cine, its place there and its outline as soon as it is there, e.g. to keep the masks; may
    /// be null.</param>
    /// <param name="progress">Told the frames measured.</param>
    /// <param name="cancellationToken">Ends after the cine in hand; what is measured comes back.</param>
    /// <returns>The cines of each stack; after a cancellation the last stack may lack some.</returns>
    public static IReadOnlyList<IReadOnlyList<MeasuredCine>> Of(
        IEnumerable<CineStack> stacks,
        Segmenter segmenter,
        SegmentationOptions? options = null,
        Action<CineSeries, int, Segmentation>? outlined = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => Of(stacks, segmenter, judge: null, options, outlined, progress, expected: () => 0, cancellationToken);

    /// <summary>The same, beside what another network sees (null: none does), at the places that the first one finds; progress is told how
    /// many frames are expected, 0 where that is not known.</summary>
    internal static IReadOnlyList<IReadOnlyList<MeasuredCine>> Of(
        IEnumerable<CineStack> stacks,
        Segmenter segmenter,
        Segmenter? judge,
        SegmentationOptions? options,
        Action<CineSeries, int, Segmentation>? outlined,
        IProgress<StageProgress>? progress,
        Func<long> expected,
        CancellationToken cancellationToken
    )
    {
        var measured = new List<List<MeasuredCine>>();
        var done = 0L;
        foreach (var group in PhasePairs.Groups(stacks))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                measured.AddRange(group.Select(_ => new List<MeasuredCine>()));
                return measured;
            }

            foreach (var (stack, windows) in group.Zip(Windows(segmenter, group, options)))
            {
                measured.Add([]);
                foreach (var (series, window) in stack.Series.Zip(windows).TakeWhile(_ => !cancellationToken.IsCancellationRequested))
                    measured[^1].Add(Measure(series, window));
            }
        }

        if (done > 0 && done < expected()) // files were left out
            progress?.Report(new StageProgress("measure", done, done, "frames"));
        return measured;

        MeasuredCine Measure(CineSeries series, FrameWindow? window)
        {
            var index = 0;
            return MeasuredCine.Of(
                segmenter,
                series,
                options,
                (_, outline) =>
                {
                    outlined?.Invoke(series, index++, outline);
                    progress?.Report(new StageProgress("measure", ++done, expected() is var all && all >= done ? all : 0, "frames"));
                },
                window,
                judge
            );
        }
    }

    /// <summary>Where the segmenter sees the heart in each series of a stack.</summary>
    internal static IReadOnlyList<HeartCentre> Places(Segmenter segmenter, IReadOnlyList<CineSeries> stack) =>
        [
            .. stack.Zip(
                Windows(segmenter, [new CineStack("", "", [], stack)], null)[0],
                (series, near) =>
                {
                    GrayImage[] frames = [.. series.Frames.Select(f => f.Image)];
                    var window = near ?? segmenter.StackWindows([frames], series.Spacing, null)[0];
                    return new HeartCentre(window.CentreY, window.CentreX);
                }
            ),
        ];

    // Slices of one size and spacing look at one place, also those at the same place of stacks of one phase, whose hearts are one; the
    // others each for themselves.
    internal static FrameWindow?[][] Windows(Segmenter segmenter, IReadOnlyList<CineStack> group, SegmentationOptions? options)
    {
        FrameWindow?[][] windows = [.. group.Select(s => new FrameWindow?[s.Series.Count])];
        var sizes = group
            .SelectMany((stack, at) => stack.Series.Select((series, slice) => (Stack: at, Slice: slice, Series: series)))
            .Where(s => s.Series.IsOneCine)
            .GroupBy(s => (s.Series.Spacing, s.Series.Frames[0].Image.Height, s.Series.Frames[0].Image.Width));
        foreach (var size in sizes)
        {
            var slices = size.GroupBy(s => s.Slice).OrderBy(s => s.Key).Select(s => s.ToArray()).ToArray();
            if (slices.Length < FewestSlices)
                continue;
            var found = segmenter.StackWindows(
                [.. slices.Select(s => (IReadOnlyList<GrayImage>)[.. s.SelectMany(c => c.Series.Frames.Select(f => f.Image))])],
                size.Key.Spacing,
                options
            );
            foreach (var (slice, window) in slices.Zip(found))
            foreach (var cine in slice)
                windows[cine.Stack][cine.Slice] = window;
        }

        return windows;
    }
}
