using static TorchSharp.torch;

namespace GanCmri.Networks.Fused;

/// <summary>One modulated 3 x 3 convolution with all that belongs to it.</summary>
internal sealed unsafe class FusedLayer : IDisposable
{
    private const int LeastTiledSide = 16;
    private static readonly float Gain = (float)Math.Sqrt(2);

    private readonly string _name;
    private readonly FusedStyle _style;
    private readonly PackedMatrix _squares;
    private readonly Floats _bias;
    private readonly Tensor? _noise;
    private readonly float _strength,
        _clamp;
    private readonly FusedConv _conv;

    /// <param name="weights">The network.</param>
    /// <param name="name">The layer, e.g. "b8.conv0".</param>
    /// <param name="side">Height and width of the output in pixels.</param>
    /// <param name="up">Whether it doubles the side.</param>
    /// <param name="clamp">Limit of the output; null: none.</param>
    public FusedLayer(FusedWeights weights, string name, int side, bool up, double? clamp)
    {
        (_name, Side, _clamp) = (name, side, (float)(clamp ?? double.PositiveInfinity));
        _style = new FusedStyle(weights, name);
        var (weight, shape) = (weights.Of(name + ".weight"), weights[name + ".weight"].shape);
        var (outputs, inputs) = ((int)shape[0], (int)shape[1]);
        Width = PackedMatrix.Padded(outputs);
        _squares = Squares(weight, outputs, inputs);
        _bias = weights.Padded(name + ".bias", Width, Gain);
        if (weights.Has(name + ".noise_strength"))
            (_noise, _strength) = (weights[name + ".noise_const"], weights.Of(name + ".noise_strength")[0] * Gain);
        _conv =
            up ? new UpConv(weight, outputs, inputs)
            : side < LeastTiledSide ? new DirectConv(weight, outputs, inputs)
            : new WinogradConv(weight, outputs, inputs);
    }

    /// <summary>Height and width of the output in pixels.</summary>
    public int Side { get; }

    /// <summary>Numbers a pixel of the output.</summary>
    public int Width { get; }

    /// <summary>Runs the layer.</summary>
    /// <param name="x">Feature maps.</param>
    /// <param name="w">The w of each image, one every <paramref name="step"/> numbers.</param>
    /// <param name="step">Numbers from one w to the next.</param>
    /// <param name="noise">Per-pixel noise.</param>
    /// <param name="y">The result.</param>
    /// <param name="scratch">Working memory.</param>
    /// <param name="workers">Who share the work.</param>
    public void Apply(Maps x, float* w, int step, Noise noise, Maps y, Scratch scratch, Workers workers)
    {
        var styles = scratch.For(ScratchUse.Styles, 2L * x.Count * x.Stride);
        _style.Apply(w, step, x.Count, styles, workers);
        var squares = styles + (long)x.Count * x.Stride;
        for (var i = 0; i < x.Count * x.Stride; i++)
            squares[i] = styles[i] * styles[i];
        var factors = scratch.For(ScratchUse.Factors, (long)x.Count * Width);
        Gemm.Multiply(squares, x.Stride, x.Count, _squares, factors, Width, workers);
        for (var i = 0; i < x.Count * Width; i++)
            factors[i] = Gain / MathF.Sqrt(factors[i] + 1e-8f);
        var map = Scaled(noise, x.Count, scratch, out var mapStep);
        _conv.Apply(x, styles, new Finish(factors, Width, _bias.At, map, mapStep, _clamp), y, scratch, workers);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _style.Dispose();
        _squares.Dispose();
        _bias.Dispose();
        _conv.Dispose();
    }

    // The noise maps times their strength, and the step from one image's to the next; zeros without noise.
    private float* Scaled(Noise noise, int count, Scratch scratch, out int step)
    {
        using var scope = NewDisposeScope();
        var pixels = Side * Side;
        var map = _noise is null ? null : noise.For(_name, count, _noise);
        step = map is not null && map.dim() == 4 && map.shape[0] == count && count > 1 ? pixels : 0;
        var to = scratch.For(ScratchUse.Noise, step == 0 ? pixels : (long)pixels * count);
        if (map is null)
        {
            new Span<float>(to, pixels).Clear();
            return to;
        }

        var values = map.to(ScalarType.Float32).cpu().contiguous();
        var from = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(values.bytes);
        for (var i = 0; i < from.Length; i++)
            to[i] = from[i] * _strength;
        return to;
    }

    // Sums of squares over the kernel.
    private static PackedMatrix Squares(ReadOnlySpan<float> weight, int outputs, int inputs)
    {
        var sums = new float[inputs * outputs];
        for (var o = 0; o < outputs; o++)
            for (var i = 0; i < inputs; i++)
            {
                var sum = 0.0;
                foreach (var w in weight.Slice((o * inputs + i) * 9, 9))
                    sum += (double)w * w;
                sums[i * outputs + o] = (float)sum;
            }

        return new PackedMatrix(inputs, outputs, sums);
    }
}
