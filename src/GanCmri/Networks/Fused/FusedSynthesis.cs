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
internal sealed unsafe class FusedSynthesis : IDisposable
{
    // Weights of wide networks do not stay in the processor's cache: then a few images share each reading of them.
    private const long ManyWeights = 4_000_000;

    private readonly GeneratorOptions _options;
    private readonly int _numWs;
    private readonly Floats _start;
    private readonly int _startWidth;
    private readonly List<Block> _blocks = [];
    private readonly FusedLayer[] _layers;
    private readonly int _imagesAtATime;
    private readonly ConcurrentBag<WorkingMemory> _free = [];

    /// <param name="synthesis">A network that <see cref="Knows"/>.</param>
    /// <param name="options">Its shape.</param>
    public FusedSynthesis(Synthesis synthesis, GeneratorOptions options)
    {
        (_options, _numWs) = (options, synthesis.NumWs);
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
        var (count, side, channels) = ((int)ws.shape[0], _options.Resolution, _options.Channels);
        var result = empty([count, channels, side, side]);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var maps = _layers.Select(l => l.Noise(noise, count)).ToArray();
        var latents = ws.detach().to(ScalarType.Float32).cpu().contiguous();
        fixed (
            byte* w = latents.bytes,
                to = result.bytes
        )
        {
            var (from, image, step, pixels) = ((nint)w, (nint)to, _numWs * _options.WDim, channels * side * side);
            var threads = get_num_threads();
            var groups = (count + _imagesAtATime - 1) / _imagesAtATime;
            // Groups of images side by side, or the work of one group shared.
            var workers = new Workers(groups >= threads ? 1 : threads);
            new Workers(groups >= threads ? threads : 1).Run(
                groups,
                long.MaxValue,
                g =>
                {
                    var first = g * _imagesAtATime;
                    var size = Math.Min(_imagesAtATime, count - first);
                    var memory = _free.TryTake(out var kept) ? kept : new WorkingMemory();
                    Run((float*)from + (long)first * step, first, size, maps, (float*)image + (long)first * pixels, memory, workers);
                    _free.Add(memory);
                }
            );
        }

        foreach (var (layer, map) in _layers.Zip(maps).Where(p => !p.First.Owns(p.Second)))
            map.Dispose();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _start.Dispose();
        foreach (var block in _blocks)
            block.Dispose();
        foreach (var memory in _free)
            memory.Dispose();
    }

    private void Run(float* w, int first, int count, NoiseMap[] noise, float* result, WorkingMemory memory, Workers workers)
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

            block.ToRgb.Apply(x, w, step, half, image, memory, workers);
            half = image;
        }

        void Layer()
        {
            var layer = _layers[done];
            var y = New(layer.Side, layer.Width, done % 2 == 0 ? MemoryUse.EvenMaps : MemoryUse.OddMaps);
            layer.Apply(x, w, step, noise[done++], first, y, memory, workers);
            x = y;
            w += _options.WDim;
        }

        Maps New(int side, int width, MemoryUse block) =>
            new((nint)memory.For(block, (long)count * side * side * width), count, side, width);
    }

    private sealed record Block(FusedLayer? Enlarging, FusedLayer Conv, FusedToRgb ToRgb) : IDisposable
    {
        public void Dispose()
        {
            Enlarging?.Dispose();
            Conv.Dispose();
            ToRgb.Dispose();
        }
    }
}
