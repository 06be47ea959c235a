using static TorchSharp.torch;

namespace GanCmri.Networks.Fused;

/// <summary>One modulated 3 x 3 convolution with all that belongs to it.</summary>
internal sealed unsafe class FusedLayer
{
    private const int LeastTiledSide = 16;
    private static readonly float Gain = (float)Math.Sqrt(2);

    private readonly string _name;
    private readonly FusedStyle _style;
    private readonly PackedMatrix _squares;
    private readonly Floats _bias;
    private readonly Tensor? _noise;
    private readonly NoiseMap _fixedNoise;
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
        _fixedNoise = new NoiseMap(_noise, 1, side, _strength);
        _conv = up ? UpConv(weight, outputs, inputs, side / 2) : Conv(weight, outputs, inputs, side);
    }

    /// <summary>Height and width of the output in pixels.</summary>
    public int Side { get; }

    /// <summary>Numbers a pixel of the output.</summary>
    public int Width { get; }

    /// <summary>The way to convolve without enlarging that is the fastest for this side.</summary>
    public static FusedConv Conv(ReadOnlySpan<float> weight, int outputs, int inputs, int side) =>
        side < LeastTiledSide ? new DirectConv(weight, outputs, inputs) : new WinogradConv(weight, outputs, inputs);

    /// <summary>The fastest way to enlarge maps of this side.</summary>
    public static FusedConv UpConv(ReadOnlySpan<float> weight, int outputs, int inputs, int side) =>
        side < LeastTiledSide ? new UpConv(weight, outputs, inputs) : new TiledUpConv(weight, outputs, inputs);

    /// <summary>The way back.</summary>
    public static FusedConv UpConvGradient(ReadOnlySpan<float> weight, int outputs, int inputs, int side) =>
        side < LeastTiledSide ? new UpConvGradient(weight, outputs, inputs) : new TiledUpConvGradient(weight, outputs, inputs);

    /// <summary>This layer's noise for so many images; the fixed one is the layer's own and stays.</summary>
    public NoiseMap Noise(Noise noise, int count)
    {
        using var scope = NewDisposeScope();
        return _noise is null || noise == Networks.Noise.Const
            ? _fixedNoise
            : new NoiseMap(noise.For(_name, count, _noise), count, Side, _strength);
    }

    /// <summary>Whether a map is the layer's own.</summary>
    public bool Owns(NoiseMap noise) => noise == _fixedNoise;

    /// <summary>Runs the layer.</summary>
    /// <param name="x">Feature maps.</param>
    /// <param name="w">The w of each image, one every <paramref name="step"/> numbers.</param>
    /// <param name="step">Numbers from one w to the next.</param>
    /// <param name="noise">Of <see cref="Noise"/>.</param>
    /// <param name="first">Which image of the noise is the first of x.</param>
    /// <param name="y">The result.</param>
    /// <param name="tape">Where maps, styles and factors are noted for a gradient; null: nowhere.</param>
    /// <param name="memory">Working memory.</param>
    /// <param name="workers">Who share the work.</param>
    public void Apply(Maps x, float* w, int step, NoiseMap noise, int first, Maps y, FusedTape? tape, WorkingMemory memory, Workers workers)
    {
        var (styleCount, factorCount) = ((long)x.Count * x.Stride, (long)x.Count * Width);
        var styles = tape is null ? memory.For(MemoryUse.Styles, styleCount) : tape.New(styleCount);
        var factors = tape is null ? memory.For(MemoryUse.Factors, factorCount) : tape.New(factorCount);
        _style.Apply(w, step, x.Count, styles, workers);
        var squares = memory.For(MemoryUse.Squares, styleCount);
        for (var i = 0; i < styleCount; i++)
            squares[i] = styles[i] * styles[i];
        Gemm.Multiply(squares, x.Stride, x.Count, _squares, factors, Width, workers);
        for (var i = 0; i < factorCount; i++)
            factors[i] = Gain / MathF.Sqrt(factors[i] + 1e-8f);
        var finish = new Finish(factors, Width, _bias.At, noise.At(first), noise.Step, _clamp);
        _conv.Apply(x, styles, finish, y, memory, workers);
        tape?.Layers.Add(new LayerPass(x, y, (nint)styles, (nint)factors, (nint)noise.At(first), noise.Step, (nint)_bias.At));
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
