using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>Outlines and measures stacks of cines, one after the other.</summary>
public static class MeasuredStacks
{
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
    ) => Of(stacks, segmenter, judge: null, options, outlined, progress, cancellationToken);

    /// <summary>The same, beside what another network sees (null: none does), at the places that the first one finds.</summary>
    internal static IReadOnlyList<IReadOnlyList<MeasuredCine>> Of(
        IEnumerable<CineStack> stacks,
        Segmenter segmenter,
        Segmenter? judge,
        SegmentationOptions? options,
        Action<CineSeries, int, Segmentation>? outlined,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var measured = new List<List<MeasuredCine>>();
        var done = 0L;
        foreach (var stack in stacks)
        {
            measured.Add([]);
            if (cancellationToken.IsCancellationRequested)
                return measured;
            foreach (var (series, window) in stack.Series.Zip(Windows(segmenter, stack, options)))
            {
                if (cancellationToken.IsCancellationRequested)
                    return measured;
                var index = 0;
                measured[^1]
                    .Add(
                        MeasuredCine.Of(
                            segmenter,
                            series,
                            options,
                            (_, outline) =>
                            {
                                outlined?.Invoke(series, index++, outline);
                                progress?.Report(new StageProgress("measure", ++done, 0, "frames"));
                            },
                            window,
                            judge
                        )
                    );
            }
        }

        return measured;
    }

    // Slices of one size and spacing look at one place; the others each for themselves.
    internal static FrameWindow?[] Windows(Segmenter segmenter, CineStack stack, SegmentationOptions? options)
    {
        var windows = new FrameWindow?[stack.Series.Count];
        var slices = stack
            .Series.Index()
            .Where(s => s.Item.IsOneCine)
            .GroupBy(s => (s.Item.Spacing, s.Item.Frames[0].Image.Height, s.Item.Frames[0].Image.Width))
            .Where(g => g.Count() > 2);
        foreach (var group in slices.Select(g => g.ToArray()))
        {
            var found = segmenter.StackWindows(
                [.. group.Select(s => (IReadOnlyList<GrayImage>)[.. s.Item.Frames.Select(f => f.Image)])],
                group[0].Item.Spacing,
                options
            );
            foreach (var (slice, window) in group.Zip(found))
                windows[slice.Index] = window;
        }

        return windows;
    }
}
