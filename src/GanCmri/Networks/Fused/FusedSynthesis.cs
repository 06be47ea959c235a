using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Fused;

/// <summary>
/// The synthesis network as a fixed series of passes over feature maps whose channels lie beside each other, for images without gradients on
/// a processor: no call of libtorch for a layer, no memory for an image. Same images as <see cref="Synthesis"/>'s own layers, to rounding.
/// </summary>
internal sealed unsafe class FusedSynthesis : IDisposable
{
    private readonly GeneratorOptions _options;
    private readonly int _numWs;
    private readonly Floats _start;
    private readonly int _startWidth;
    private readonly List<Block> _blocks = [];
    private readonly ConcurrentBag<Scratch> _free = [];

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
        var image = empty([count, channels, side, side]);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var scratch = _free.TryTake(out var kept) ? kept : new Scratch();
        var latents = ws.detach().cpu().contiguous();
        fixed (byte* w = latents.bytes, to = image.bytes)
            Run((float*)w, count, noise, (float*)to, scratch, new Workers(get_num_threads()));
        _free.Add(scratch);
        return image;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _start.Dispose();
        foreach (var block in _blocks)
            block.Dispose();
        foreach (var scratch in _free)
            scratch.Dispose();
    }

    private void Run(float* w, int count, Noise noise, float* result, Scratch scratch, Workers workers)
    {
        var step = _numWs * _options.WDim;
        var x = New(4, _startWidth, ScratchUse.OddMaps);
        for (var n = 0; n < count; n++)
            NativeMemory.Copy(_start.At, x.Pixel(n, 0, 0), (nuint)(_start.Length * sizeof(float)));
        float* half = null;
        var use = ScratchUse.EvenMaps;
        var even = true;
        foreach (var block in _blocks)
        {
            if (block.Enlarging is { } enlarging)
                Layer(enlarging);
            Layer(block.Conv);
            var side = block.Conv.Side;
            var image =
                side == _options.Resolution ? result
                : scratch.For(even ? ScratchUse.EvenImage : ScratchUse.OddImage, (long)count * _options.Channels * side * side);
            block.ToRgb.Apply(x, w, step, half, image, scratch, workers);
            half = image;
            even = !even;
        }

        void Layer(FusedLayer layer)
        {
            var y = New(layer.Side, layer.Width, use);
            layer.Apply(x, w, step, noise, y, scratch, workers);
            x = y;
            w += _options.WDim;
            use = use == ScratchUse.EvenMaps ? ScratchUse.OddMaps : ScratchUse.EvenMaps;
        }

        Maps New(int side, int width, ScratchUse block) =>
            new((nint)scratch.For(block, (long)count * side * side * width), count, side, width);
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
