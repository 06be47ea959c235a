using System.Runtime.InteropServices;
using GanCmri.Imaging;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Studies;

/// <summary>Latents -> images -> measures, in batches.</summary>
internal sealed class FrameMaker(Networks.Generator generator, Segmenter segmenter, SyntheticCohortOptions options, Device device)
{
    /// <summary>Makes and measures one frame a latent; equal latents (on the way to end-systole and back) are made once.</summary>
    /// <param name="latents">Each of WDim (W) or NumWs x WDim (W+) numbers.</param>
    /// <param name="made">Told how many frames each finished batch had.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public IReadOnlyList<MeasuredFrame> Make(IReadOnlyList<float[]> latents, Action<int> made, CancellationToken cancellation)
    {
        var known = new Dictionary<float[], MeasuredFrame>(new ByContent());
        var distinct = latents.Distinct(known.Comparer).ToArray();
        foreach (var batch in distinct.Chunk(options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (latent, frame) in batch.Zip(MakeBatch(Filled(batch)))) known[latent] = frame;
            made(batch.Length);
        }

        made(latents.Count - known.Count);
        return [.. latents.Select(w => known[w])];
    }

    // Repeats the last latent up to a multiple of 16: for other sizes libtorch sums in another order with another number of threads.
    private static float[][] Filled(float[][] batch) => [.. batch, .. Enumerable.Repeat(batch[^1], -batch.Length & 15)];

    private MeasuredFrame[] MakeBatch(float[][] latents)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return Outline(generator.Synthesis.Forward(ToWs(latents)).Limited(-1, 1).cpu());
    }

    /// <summary>Measures frames that exist already, as made ones are measured.</summary>
    /// <param name="frames">Heart crops of the generator's size, [-1, 1].</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public IReadOnlyList<MeasuredFrame> Measure(IReadOnlyList<GrayImage> frames, CancellationToken cancellation)
    {
        using var noGradient = no_grad();
        var measured = new List<MeasuredFrame>(frames.Count);
        foreach (var batch in frames.Chunk(options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var side = generator.Options.Resolution;
            measured.AddRange(Outline(tensor(batch.SelectMany(f => f.Pixels).ToArray(), [batch.Length, 1, side, side]).clone()));
        }

        return measured;
    }

    private MeasuredFrame[] Outline(Tensor images)
    {
        var side = generator.Options.Resolution;
        var pixels = images.contiguous().data<float>().ToArray();
        var spacing = new PixelSpacing(options.FieldMm / side, options.FieldMm / side);
        return [.. segmenter.SegmentCrops(images).Select((outline, i) =>
        {
            var image = new GrayImage(side, side, pixels[(i * side * side)..][..(side * side)]);
            return new MeasuredFrame(image, outline.Cavity, LvMeasures.Of(image, outline, spacing));
        })];
    }

    private Tensor ToWs(float[][] latents)
    {
        int width = generator.Options.WDim, layers = latents[0].Length / width;
        // A tensor over a managed array lies where the array lies; matrix products round differently for other alignments. The clone is aligned.
        var ws = tensor(latents.SelectMany(w => w).ToArray(), [latents.Length, layers, width]).to(device).clone();
        return layers == 1 ? ws.expand(latents.Length, generator.NumWs, width) : ws;
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
