using GanCmri.Latents.Encoding;
using GanCmri.Runtime;

namespace GanCmri.Latents;

/// <summary>
/// Projects whole cines: some frames of each from the mean w (the anchors: first, last and every fourth), the others from the latents of
/// their neighbours, which are nearly right already; or all from an encoder's latents. Passes run in batches over all cines given.
/// </summary>
internal sealed class CineProjector
{
    private const int AnchorEvery = 4;
    private readonly Projector _projector;
    private readonly Encoder? _encoder;

    /// <summary>Uses a projector for both passes.</summary>
    /// <param name="projector">For the generator the latents are meant for.</param>
    /// <param name="encoder">Gives every frame its start, in one pass then; null: anchors start from the mean w.</param>
    public CineProjector(Projector projector, Encoder? encoder = null) => (_projector, _encoder) = (projector, encoder);

    /// <summary>Projects cines.</summary>
    /// <param name="cines">Frames in temporal order, each <see cref="Projector.ImageLength"/> numbers in [-1, 1].</param>
    /// <param name="progress">Told as frames are finished.</param>
    /// <param name="cancellation">Ends between two steps.</param>
    /// <returns>A projection a frame, as the frames were given.</returns>
    public IReadOnlyList<IReadOnlyList<Projection>> Project(
        IReadOnlyList<IReadOnlyList<float[]>> cines,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Projection[][] found = [.. cines.Select(c => new Projection[c.Count])];
        var all = cines.SelectMany((c, s) => Enumerable.Range(0, c.Count).Select(t => new Place(s, t))).ToArray();
        if (_encoder is not null)
        {
            float[][] images = [.. all.Select(Image)];
            Fill(all, _projector.Project(images, _encoder.Encode(images), progress, cancellation));
            return found;
        }

        var anchors = all.Where(p => IsAnchor(p.Frame, cines[p.Cine].Count)).ToArray();
        var others = all.Where(p => !IsAnchor(p.Frame, cines[p.Cine].Count)).ToArray();
        Fill(anchors, _projector.Project([.. anchors.Select(Image)], null, Shift(progress, 0, all.Length), cancellation));
        Fill(
            others,
            _projector.Project(
                [.. others.Select(Image)],
                [.. others.Select(Start)],
                Shift(progress, anchors.Length, all.Length),
                cancellation
            )
        );
        return found;

        float[] Image(Place p) => cines[p.Cine][p.Frame];

        void Fill(Place[] places, IReadOnlyList<Projection> projections)
        {
            foreach (var (place, projection) in places.Zip(projections))
                found[place.Cine][place.Frame] = projection;
        }

        float[] Start(Place p)
        {
            var before = p.Frame - p.Frame % AnchorEvery;
            var after = Math.Min(before + AnchorEvery, cines[p.Cine].Count - 1);
            var share = (float)(p.Frame - before) / (after - before);
            return [.. found[p.Cine][before].W.Zip(found[p.Cine][after].W, (a, b) => a + share * (b - a))];
        }
    }

    private static bool IsAnchor(int frame, int count) => frame % AnchorEvery == 0 || frame == count - 1;

    private static ProgressRelay? Shift(IProgress<StageProgress>? progress, int done, int total) =>
        progress is null ? null : new ProgressRelay(p => progress.Report(p with { Done = done + p.Done, Total = total }));

    private readonly record struct Place(int Cine, int Frame);
}
