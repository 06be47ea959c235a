using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>The way back of <see cref="FusedLayer"/>: from gradients of its outputs to those of its inputs and of w.</summary>
internal sealed unsafe class LayerGradient
{
    private const int Lane = 16;
    private readonly StyleGradient _style;
    private readonly PackedMatrix _squares;
    private readonly FusedConv _conv;

    /// <param name="weights">The network.</param>
    /// <param name="name">The layer, e.g. "b8.conv0".</param>
    /// <param name="side">Height and width of the output in pixels.</param>
    /// <param name="up">Whether it doubles the side.</param>
    public LayerGradient(FusedWeights weights, string name, int side, bool up)
    {
        _style = new StyleGradient(weights, name);
        var (weight, shape) = (weights.Of(name + ".weight"), weights[name + ".weight"].shape);
        var (outputs, inputs) = ((int)shape[0], (int)shape[1]);
        // Inputs and outputs exchanged, the kernel turned by half a turn.
        var (turned, squares) = (new float[weight.Length], new float[outputs * inputs]);
        for (var o = 0; o < outputs; o++)
        for (var i = 0; i < inputs; i++)
        for (var k = 0; k < 9; k++)
        {
            var value = weight[(o * inputs + i) * 9 + k];
            turned[(i * outputs + o) * 9 + 8 - k] = value;
            squares[o * inputs + i] += value * value;
        }

        _squares = new PackedMatrix(outputs, inputs, squares);
        _conv = up ? FusedLayer.UpConvGradient(weight, outputs, inputs, side / 2) : FusedLayer.Conv(turned, inputs, outputs, side);
    }

    /// <summary>Runs the layer backwards.</summary>
    /// <param name="pass">What its run forwards left.</param>
    /// <param name="y">Gradients of its outputs; overwritten.</param>
    /// <param name="x">Gradients of its inputs, overwritten.</param>
    /// <param name="w">Gradients of w, one every <paramref name="step"/> numbers; added to.</param>
    /// <param name="step">Numbers from one w to the next.</param>
    /// <param name="memory">Working memory.</param>
    /// <param name="workers">Who share the work.</param>
    public void Apply(LayerPass pass, Maps y, Maps x, float* w, int step, WorkingMemory memory, Workers workers)
    {
        int stride = x.Stride,
            width = y.Stride;
        var factorGradients = memory.For(MemoryUse.StyleGradients, (long)x.Count * (2 * stride + width));
        var styleGradients = factorGradients + (long)x.Count * width;
        var demodulation = styleGradients + (long)x.Count * stride;
        for (var n = 0; n < x.Count; n++)
            Sums(pass, y, n, factorGradients + (long)n * width);
        Unstyled(y, x, memory, workers);
        Gemm.Multiply(factorGradients, width, x.Count, _squares, demodulation, stride, workers);
        for (var n = 0; n < x.Count; n++)
        {
            var (styles, to) = ((nint)((float*)pass.Styles + (long)n * stride), (nint)(styleGradients + (long)n * stride));
            Styled(pass.X, x, n, (float*)styles, (float*)to);
            for (var c = 0; c < stride; c++)
                ((float*)to)[c] += ((float*)styles)[c] * demodulation[(long)n * stride + c];
        }

        _style.Apply(styleGradients, stride, x.Count, w, step, memory, workers);
    }

    // Through rectifier and demodulation to the sums, in place; and the gradient of each factor f = g / sqrt(s^2 Q) as that of s^2 Q, so
    // times -f^3 / g^2, where the derivative of the squares, 2 s, takes half of the root's.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sums(LayerPass pass, Maps y, int image, float* factorGradients)
    {
        var (pixels, width) = (y.Side * y.Side, y.Stride);
        var factors = (float*)pass.Factors + (long)image * width;
        var noise = (float*)pass.Noise + (long)image * pass.NoiseStep;
        for (var c = 0; c < width; c += Lane)
        {
            var (factor, bias, sum) = (Vector512.Load(factors + c), Vector512.Load((float*)pass.Bias + c), Vector512<float>.Zero);
            var made = pass.Y.Pixel(image, 0, 0) + c;
            var gradient = y.Pixel(image, 0, 0) + c;
            for (var p = 0; p < pixels; p++, made += width, gradient += width)
            {
                var (value, back) = (Vector512.Load(made), Vector512.Load(gradient));
                var isAbove = Vector512.GreaterThan(value, Vector512<float>.Zero);
                back = Vector512.ConditionalSelect(isAbove, back, back * Finish.Slope);
                var before = Vector512.ConditionalSelect(isAbove, value, value * (1 / Finish.Slope)) - bias - Vector512.Create(noise[p]);
                sum += back * before;
                (back * factor).Store(gradient);
            }

            // sum / f is the factor's gradient.
            (sum * factor * factor * -0.5f).Store(factorGradients + c);
        }
    }

    private void Unstyled(Maps y, Maps x, WorkingMemory memory, Workers workers)
    {
        var ones = memory.For(MemoryUse.Styles, (long)y.Count * y.Stride);
        new Span<float>(ones, y.Count * y.Stride).Fill(1);
        _conv.Apply(y, ones, Finish.None, x, memory, workers);
    }

    // Gradients of styled inputs to those of the inputs, in place, and of the styles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Styled(Maps made, Maps x, int image, float* styles, float* styleGradients)
    {
        var pixels = x.Side * x.Side;
        for (var c = 0; c < x.Stride; c += Lane)
        {
            var (style, sum) = (Vector512.Load(styles + c), Vector512<float>.Zero);
            var input = made.Pixel(image, 0, 0) + c;
            var gradient = x.Pixel(image, 0, 0) + c;
            for (var p = 0; p < pixels; p++, input += x.Stride, gradient += x.Stride)
            {
                var back = Vector512.Load(gradient);
                sum += back * Vector512.Load(input);
                (back * style).Store(gradient);
            }

            sum.Store(styleGradients + c);
        }
    }
}
