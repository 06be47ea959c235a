using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>The way back of <see cref="FusedToRgb"/>.</summary>
internal sealed unsafe class ColourGradient
{
    private const int Lane = 16;
    private readonly StyleGradient _style;
    private readonly Floats[] _weights;

    /// <param name="weights">The network.</param>
    /// <param name="name">The layer, e.g. "b8.torgb".</param>
    public ColourGradient(FusedWeights weights, string name)
    {
        var inputs = weights[name + ".weight"].shape[1];
        _style = new StyleGradient(weights, name, 1 / Math.Sqrt(inputs));
        _weights = weights.Rows(name + ".weight");
    }

    /// <summary>Runs the layer backwards.</summary>
    /// <param name="made">Its feature maps.</param>
    /// <param name="styles">Its styles [Count, Stride].</param>
    /// <param name="image">Gradients of the image [Count, channels, Side, Side].</param>
    /// <param name="x">Gradients of the feature maps; added to.</param>
    /// <param name="w">Gradients of w, one every <paramref name="step"/> numbers; added to.</param>
    /// <param name="step">Numbers from one w to the next.</param>
    /// <param name="memory">Working memory.</param>
    /// <param name="workers">Who share the work.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Maps made, float* styles, float* image, Maps x, float* w, int step, WorkingMemory memory, Workers workers)
    {
        var (pixels, channels) = (x.Side * x.Side, _weights.Length);
        var styleGradients = memory.For(MemoryUse.StyleGradients, (long)x.Count * x.Stride);
        for (var n = 0; n < x.Count; n++)
        for (var c = 0; c < x.Stride; c += Lane)
        {
            var (style, total) = (Vector512.Load(styles + (long)n * x.Stride + c), Vector512<float>.Zero);
            for (var k = 0; k < channels; k++)
            {
                var weight = Vector512.Load(_weights[k].At + c);
                var (styled, sum) = (weight * style, Vector512<float>.Zero);
                var back = image + ((long)n * channels + k) * pixels;
                var value = made.Pixel(n, 0, 0) + c;
                var gradient = x.Pixel(n, 0, 0) + c;
                for (var p = 0; p < pixels; p++, value += x.Stride, gradient += x.Stride)
                {
                    var shade = Vector512.Create(back[p]);
                    sum += shade * Vector512.Load(value);
                    (Vector512.Load(gradient) + shade * styled).Store(gradient);
                }

                total += sum * weight;
            }

            total.Store(styleGradients + (long)n * x.Stride + c);
        }

        _style.Apply(styleGradients, x.Stride, x.Count, w, step, memory, workers);
    }
}
