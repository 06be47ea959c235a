using System.Runtime.InteropServices;
using GanCmri.Imaging;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Studies;

/// <summary>Latents -> images -> measures, in batches.</summary>
/// <param name="generator">Makes the images; of one channel.</param>
/// <param name="segmenter">Measures them.</param>
/// <param name="fieldMm">Side of an image, mm.</param>
/// <param name="batchSize">Images made and measured together; no influence on results beyond rounding.</param>
internal sealed class FrameMaker(StyleGan2Generator generator, Segmenter segmenter, double fieldMm, int batchSize = FrameMaker.UsualBatch)
{
    /// <summary>The usual batch.</summary>
    public const int UsualBatch = 32;

    /// <summary>Mirrored and turned copies averaged for each outline: 1, 2, 4 or 8. Two networks' sphericity indices of a 64 x 64 heart
    /// differ half as much with 8 as with one.</summary>
    public int Views { get; init; } = 1;

    /// <summary>Makes and measures one frame a latent; equal latents (on the way to end-systole and back) are made once.</summary>
    /// <param name="latents">Each of WDim (W) or NumWs x WDim (W+) numbers.</param>
    /// <param name="made">Told how many frames each finished batch had.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <param name="noise">Per-pixel noise; null: the network's fixed noise.</param>
    public IReadOnlyList<MeasuredFrame> Make(
        IReadOnlyList<float[]> latents,
        Action<int> made,
        CancellationToken cancellation,
        Noise? noise = null
    )
    {
        var known = new Dictionary<float[], MeasuredFrame>(new ByContent());
        var distinct = latents.Distinct(known.Comparer).ToArray();
        foreach (var batch in distinct.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (latent, frame) in batch.Zip(MakeBatch(LatentBatch.Filled(batch), noise)))
                known[latent] = frame;
            made(batch.Length);
        }

        made(latents.Count - known.Count);
        return [.. latents.Select(w => known[w])];
    }

    /// <summary>Looks at hearts, each under its own noise, and outlines all that is seen together: sixteen outlines cost hardly more than
    /// one.</summary>
    /// <param name="looks">In any order.</param>
    /// <param name="made">Told how many looks each finished batch had.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <returns>One a look, turned or mirrored as asked.</returns>
    public IReadOnlyList<MeasuredFrame> Look(IReadOnlyList<HeartLook> looks, Action<int> made, CancellationToken cancellation)
    {
        using var noGradient = no_grad();
        var seen = new List<MeasuredFrame>(looks.Count);
        foreach (var batch in looks.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            seen.AddRange(Outline(cat([.. LatentBatch.Filled(batch).Select(See)])).Take(batch.Length));
            made(batch.Length);
        }

        return seen;
    }

    /// <summary>Makes and measures one frame at once; it rounds alike in every call with as many threads, but not as in a batch.</summary>
    public MeasuredFrame MakeOne(float[] latent) => MakeBatch([latent], null)[0];

    private MeasuredFrame[] MakeBatch(float[][] latents, Noise? noise)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return Outline(LatentBatch.Images(generator, LatentBatch.Of(generator, latents), noise).cpu());
    }

    /// <summary>Measures frames that exist already, as made ones are measured.</summary>
    /// <param name="frames">Heart crops of the generator's size, [-1, 1].</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public IReadOnlyList<MeasuredFrame> Measure(IReadOnlyList<GrayImage> frames, CancellationToken cancellation)
    {
        using var noGradient = no_grad();
        var measured = new List<MeasuredFrame>(frames.Count);
        foreach (var batch in frames.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var side = generator.Options.Resolution;
            measured.AddRange(Outline(tensor(batch.SelectMany(f => f.Pixels).ToArray(), [batch.Length, 1, side, side]).clone()));
        }

        return measured;
    }

    private Tensor See(HeartLook look) =>
        TestTimeAveraging.Seen(LatentBatch.Images(generator, LatentBatch.Of(generator, [look.Latent]), look.Noise).cpu(), look.View);

    private MeasuredFrame[] Outline(Tensor images)
    {
        var side = generator.Options.Resolution;
        var pixels = images.Numbers();
        var spacing = generator.Spacing(fieldMm);
        return
        [
            .. segmenter
                .SegmentCrops(images, new SegmentationOptions { Views = Views })
                .Select(
                    (outline, i) =>
                    {
                        var image = new GrayImage(side, side, pixels[(i * side * side)..][..(side * side)]);
                        return new MeasuredFrame(image, outline.Cavity, LvMeasures.Of(image, outline, spacing));
                    }
                ),
        ];
    }

    private sealed class ByContent : IEqualityComparer<float[]>
    {
        public bool Equals(float[]? x, float[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(float[] latent)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(latent.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
