using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>What follows a layer's sums: demodulation, noise, bias, leaky rectifier and clamp. Gains are in the factors, the noise and the
/// bias.</summary>
/// <param name="factors">Demodulation of each image and channel, an image every <paramref name="stride"/>.</param>
/// <param name="stride">Channels, padded.</param>
/// <param name="bias">Of each channel.</param>
/// <param name="noise">Of each image and pixel, an image every <paramref name="noiseStep"/>.</param>
/// <param name="noiseStep">Pixels of a map; 0: one map for all images.</param>
/// <param name="clamp">Limit of the result; infinite: none.</param>
internal readonly unsafe struct Finish(float* factors, int stride, float* bias, float* noise, int noiseStep, float clamp)
{
    /// <summary>Slope of the rectifier below zero.</summary>
    public const float Slope = 0.2f;

    /// <summary>Nothing follows: the sums themselves.</summary>
    public static Finish None => new(null, 0, null, null, 0, 0);

    /// <summary>Sixteen channels of a pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> sums, int image, int pixel, int channel)
    {
        if (factors is null)
            return sums;
        var shift = Vector512.Load(bias + channel) + Vector512.Create(noise[(long)image * noiseStep + pixel]);
        var x = sums * Vector512.Load(factors + (long)image * stride + channel) + shift;
        x = Vector512.Max(x, x * Slope);
        return float.IsPositiveInfinity(clamp) ? x : Vector512.Min(Vector512.Max(x, Vector512.Create(-clamp)), Vector512.Create(clamp));
    }
}
