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
    /// <param name="outlined">Given each frame's cine, its place there and its outline as soon as it is there, e.g. to keep the masks; may be null.</param>
    /// <param name="progress">Told the frames measured.</param>
    /// <param name="cancellation">Ends after the cine in hand; what is measured comes back.</param>
    /// <returns>The cines of each stack; after a cancellation the last stack may lack some.</returns>
    public static IReadOnlyList<IReadOnlyList<MeasuredCine>> Of(IEnumerable<CineStack> stacks, Segmenter segmenter, SegmentationOptions? options = null,
        Action<CineSeries, int, Segmentation>? outlined = null, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        var measured = new List<List<MeasuredCine>>();
        var done = 0L;
        foreach (var stack in stacks)
        {
            measured.Add([]);
            foreach (var series in stack.Series)
            {
                if (cancellation.IsCancellationRequested) return measured;
                var index = 0;
                measured[^1].Add(MeasuredCine.Of(segmenter, series, options, (_, outline) =>
                {
                    outlined?.Invoke(series, index++, outline);
                    progress?.Report(new StageProgress("measure", ++done, 0, "frames"));
                }));
            }
        }

        return measured;
    }
}
