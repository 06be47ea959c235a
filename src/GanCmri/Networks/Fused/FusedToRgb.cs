using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>Feature maps to image channels, added to the image of half the side, enlarged: a styled 1 x 1 convolution.</summary>
internal sealed unsafe class FusedToRgb
{
    private readonly FusedStyle _style;
    private readonly Floats[] _weights;
    private readonly float[] _bias;
    private readonly float _clamp;

    /// <param name="weights">The network.</param>
    /// <param name="name">The layer, e.g. "b8.torgb".</param>
    /// <param name="clamp">Limit of what is added; null: none.</param>
    public FusedToRgb(FusedWeights weights, string name, double? clamp)
    {
        var inputs = weights[name + ".weight"].shape[1];
        _style = new FusedStyle(weights, name, 1 / Math.Sqrt(inputs));
        _bias = weights.Of(name + ".bias");
        _clamp = (float)(clamp ?? double.PositiveInfinity);
        _weights = weights.Rows(name + ".weight");
    }

    /// <summary>Runs the layer.</summary>
    /// <param name="x">Feature maps.</param>
    /// <param name="w">The w of each image, one every <paramref name="step"/> numbers.</param>
    /// <param name="step">Numbers from one w to the next.</param>
    /// <param name="half">The image of half the side, [Count, channels, Side / 2, Side / 2]; null: none.</param>
    /// <param name="image">The result, [Count, channels, Side, Side].</param>
    /// <param name="tape">Where styles are noted for a gradient; null: nowhere.</param>
    /// <param name="memory">Working memory.</param>
    /// <param name="workers">Who share the work.</param>
    public void Apply(Maps x, float* w, int step, float* half, float* image, FusedTape? tape, WorkingMemory memory, Workers workers)
    {
        var styleCount = (long)x.Count * x.Stride;
        var styles = tape is null ? memory.For(MemoryUse.Styles, styleCount) : tape.New(styleCount);
        tape?.ColourStyles.Add((nint)styles);
        _style.Apply(w, step, x.Count, styles, workers);
        var (side, channels) = (x.Side, _weights.Length);
        workers.Run(
            x.Count * side,
            x.Length * channels,
            i =>
            {
                var (n, row) = Math.DivRem(i, side);
                var product = stackalloc float[x.Stride];
                for (var k = 0; k < channels; k++)
                {
                    for (var c = 0; c < x.Stride; c++)
                        product[c] = styles[(long)n * x.Stride + c] * _weights[k].At[c];
                    var to = image + (((long)n * channels + k) * side + row) * side;
                    for (var column = 0; column < side; column++)
                        to[column] = Math.Clamp(Dot(x.Pixel(n, row, column), product, x.Stride) + _bias[k], -_clamp, _clamp);
                    if (half is not null)
                        ImageRows.AddEnlarged(half + ((long)n * channels + k) * (side / 2) * (side / 2), side / 2, row, to);
                }
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(float* a, float* b, int length)
    {
        var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var c = 0; c < length; c += 16)
        {
            low = Vector256.FusedMultiplyAdd(Vector256.Load(a + c), Vector256.Load(b + c), low);
            high = Vector256.FusedMultiplyAdd(Vector256.Load(a + c + 8), Vector256.Load(b + c + 8), high);
        }

        return Vector256.Sum(low + high);
    }
}
