using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>The affine layer from w to a factor of each input channel.</summary>
internal sealed unsafe class FusedStyle
{
    private readonly PackedMatrix _weights;
    private readonly Floats _bias;

    /// <param name="weights">The network.</param>
    /// <param name="name">The layer, e.g. "b8.conv0".</param>
    /// <param name="gain">Factor on the styles.</param>
    public FusedStyle(FusedWeights weights, string name, double gain = 1)
    {
        var (affine, shape) = (weights.Of(name + ".affine.weight"), weights[name + ".affine.weight"].shape);
        var (channels, depth) = ((int)shape[0], (int)shape[1]);
        var scale = gain / Math.Sqrt(depth);
        var turned = new float[affine.Length];
        for (var o = 0; o < channels; o++)
        for (var i = 0; i < depth; i++)
            turned[i * channels + o] = (float)(affine[o * depth + i] * scale);
        _weights = new PackedMatrix(depth, channels, turned);
        _bias = weights.Padded(name + ".affine.bias", _weights.Width, gain);
    }

    /// <summary>[count, Width] of w, one every <paramref name="step"/> numbers.</summary>
    public void Apply(float* w, int step, int count, float* styles, Workers workers)
    {
        Gemm.Multiply(w, step, count, _weights, styles, _weights.Width, workers);
        for (var n = 0; n < count; n++, styles += _weights.Width)
        for (var c = 0; c < _weights.Width; c += Vector256<float>.Count)
            (Vector256.Load(styles + c) + Vector256.Load(_bias.At + c)).Store(styles + c);
    }
}
