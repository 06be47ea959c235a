using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Fused;

/// <summary>
/// The synthesis network as a fixed series of passes over feature maps whose channels lie beside each other, for images without gradients
/// on a CPU: no call of libtorch for a layer, no new memory for an image. The images are those of <see cref="Synthesis"/>'s own layers, to
/// rounding, and the same to the bit for one image or many, one thread or several, registers of 256 bits or 512.
/// </summary>
internal sealed unsafe class FusedSynthesis
{
    // Weights of wide networks do not stay in the processor's cache: then a few images share each reading of them.
    private const long ManyWeights = 4_000_000;

    private readonly Synthesis _synthesis;
    private readonly GeneratorOptions _options;
    private readonly int _numWs;
    private readonly Floats _start;
    private readonly int _startWidth;
    private readonly List<Block> _blocks = [];
    private readonly FusedLayer[] _layers;
    private readonly int _imagesAtATime;
    private readonly ConcurrentBag<WorkingMemory> _free = [];
    private readonly Lock _preparing = new();
    private FusedGradient? _gradient;

    /// <param name="synthesis">A network that <see cref="Knows"/>.</param>
    /// <param name="options">Its shape.</param>
    public FusedSynthesis(Synthesis synthesis, GeneratorOptions options)
    {
        (_synthesis, _options, _numWs) = (synthesis, options, synthesis.NumWs);
        var weights = new FusedWeights(synthesis);
        var (values, channels) = (weights.Of("b4.const"), (int)weights["b4.const"].shape[^3]);
        _startWidth = PackedMatrix.Padded(channels);
        _start = new Floats(16 * _startWidth);
        for (var c = 0; c < channels; c++)
        for (var p = 0; p < 16; p++)
            _start.At[p * _startWidth + c] = values[c * 16 + p];
        foreach (var r in options.BlockResolutions())
        {
            _blocks.Add(
                new Block(
                    r == 4 ? null : new FusedLayer(weights, $"b{r}.conv0", r, up: true, options.ConvClamp),
                    new FusedLayer(weights, $"b{r}.conv1", r, up: false, options.ConvClamp),
                    new FusedToRgb(weights, $"b{r}.torgb", options.ConvClamp)
                )
            );
        }

        _layers = [.. _blocks.SelectMany(b => b.Enlarging is null ? [b.Conv] : new[] { b.Enlarging, b.Conv })];
        _imagesAtATime = synthesis.parameters().Sum(p => p.numel()) > ManyWeights ? 4 : 1;
    }

    /// <summary>Whether networks of this shape can be run so: the published one's.</summary>
    public static bool Knows(GeneratorOptions options) =>
        options.Architecture == Architecture.Skip && options.Activation == Ops.Activation.Lrelu && options.ResampleFilter is [1, 3, 3, 1];

    /// <summary>Makes images.</summary>
    /// <param name="ws">[N, NumWs, WDim], float32.</param>
    /// <param name="noise">Per-pixel noise.</param>
    /// <returns>[N, Channels, Resolution, Resolution].</returns>
    public Tensor Forward(Tensor ws, Noise noise)
    {
        var maps = Noises(noise, (int)ws.shape[0]);
        var images = Forward(ws, maps, null);
        Free(maps);
        return images;
    }

    /// <summary>Makes images and keeps what the way back needs.</summary>
    public FusedRecording Record(Tensor ws, Noise noise)
    {
        var maps = Noises(noise, (int)ws.shape[0]);
        var tapes = Enumerable.Range(0, Groups((int)ws.shape[0])).Select(_ => new FusedTape()).ToArray();
        return new FusedRecording(this, Forward(ws, maps, tapes), tapes, maps);
    }

    /// <summary>Gradients of images to those of their ws, [N, NumWs, WDim].</summary>
    public Tensor Back(FusedTape[] tapes, Tensor images)
    {
        lock (_preparing)
            _gradient ??= new FusedGradient(_synthesis, _options);
        var result = zeros([images.shape[0], _numWs, _options.WDim]);
        using var scope = NewDisposeScope();
        var given = images.detach().to(ScalarType.Float32).cpu().contiguous();
        fixed (
            byte* from = given.narrow(0, 0, 1).bytes,
                to = result.narrow(0, 0, 1).bytes
        )
        {
            var (image, w) = ((nint)from, (nint)to);
            ForGroups(
                (int)images.shape[0],
                (first, _, memory, workers) =>
                    _gradient.Apply(
                        tapes[first / _imagesAtATime],
                        (float*)image + first * Pixels,
                        (float*)w + first * Latents,
                        memory,
                        workers
                    )
            );
        }

        return result;
    }

    /// <summary>Frees noise that is not a layer's own.</summary>
    public void Free(NoiseMap[] maps)
    {
        foreach (var (layer, map) in _layers.Zip(maps).Where(p => !p.First.Owns(p.Second)))
            map.Dispose();
    }

    private long Pixels => (long)_options.Channels * _options.Resolution * _options.Resolution;

    private long Latents => (long)_numWs * _options.WDim;

    private int Groups(int count) => (count + _imagesAtATime - 1) / _imagesAtATime;

    private NoiseMap[] Noises(Noise noise, int count)
    {
        using var noGrad = no_grad();
        return [.. _layers.Select(l => l.Noise(noise, count))];
    }

    private Tensor Forward(Tensor ws, NoiseMap[] maps, FusedTape[]? tapes)
    {
        var count = (int)ws.shape[0];
        var result = empty([count, _options.Channels, _options.Resolution, _options.Resolution]);
        using var scope = NewDisposeScope();
        var latents = ws.detach().to(ScalarType.Float32).cpu().contiguous();
        fixed (
            byte* from = latents.narrow(0, 0, 1).bytes, // of the first: a span of all ends at 2 GiB
                to = result.narrow(0, 0, 1).bytes
        )
        {
            var (w, image) = ((nint)from, (nint)to);
            ForGroups(
                count,
                (first, size, memory, workers) =>
                    Run(
                        (float*)w + first * Latents,
                        first,
                        size,
                        maps,
                        (float*)image + first * Pixels,
                        tapes?[first / _imagesAtATime],
                        memory,
                        workers
                    )
            );
        }

        return result;
    }

    // Groups of images side by side, or the work of each group shared.
    private void ForGroups(int count, Action<int, int, WorkingMemory, Workers> group)
    {
        var (threads, groups) = (get_num_threads(), Groups(count));
        var workers = new Workers(groups >= threads ? 1 : threads);
        new Workers(groups >= threads ? threads : 1).Run(
            groups,
            long.MaxValue,
            g =>
            {
                var first = g * _imagesAtATime;
                var memory = _free.TryTake(out var kept) ? kept : new WorkingMemory();
                group(first, Math.Min(_imagesAtATime, count - first), memory, workers);
                _free.Add(memory);
            }
        );
        GC.KeepAlive(this);
    }

    private void Run(
        float* w,
        int first,
        int count,
        NoiseMap[] noise,
        float* result,
        FusedTape? tape,
        WorkingMemory memory,
        Workers workers
    )
    {
        var (step, done) = (_numWs * _options.WDim, 0);
        var x = New(4, _startWidth, MemoryUse.OddMaps);
        for (var n = 0; n < count; n++)
            NativeMemory.Copy(_start.At, x.Pixel(n, 0, 0), (nuint)(_start.Length * sizeof(float)));
        float* half = null;
        foreach (var block in _blocks)
        {
            if (block.Enlarging is not null)
                Layer();
            Layer();
            var image = result;
            if (x.Side < _options.Resolution)
            {
                var use = done % 4 < 2 ? MemoryUse.EvenImage : MemoryUse.OddImage; // two layers a block
                image = memory.For(use, (long)count * _options.Channels * x.Side * x.Side);
            }

            block.ToRgb.Apply(x, w, step, half, image, tape, memory, workers);
            half = image;
        }

        void Layer()
        {
            var layer = _layers[done];
            var y = New(layer.Side, layer.Width, done % 2 == 0 ? MemoryUse.EvenMaps : MemoryUse.OddMaps);
            layer.Apply(x, w, step, noise[done++], first, y, tape, memory, workers);
            x = y;
            w += _options.WDim;
        }

        Maps New(int side, int width, MemoryUse block) => new((nint)Take(block, (long)count * side * side * width), count, side, width);

        float* Take(MemoryUse block, long length) => tape is null ? memory.For(block, length) : tape.New(length);
    }

    private sealed record Block(FusedLayer? Enlarging, FusedLayer Conv, FusedToRgb ToRgb);
}
