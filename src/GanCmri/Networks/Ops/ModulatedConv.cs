using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Ops;

/// <summary>
/// Weight (de)modulation, Karras et al. 2020, equations 1 to 3. The style scales the activations before and the demodulation
/// after one shared convolution, which equals per-sample weights and is faster than a grouped convolution on a CPU.
/// </summary>
internal static class ModulatedConv
{
    /// <summary>Convolves with style-modulated weights.</summary>
    /// <param name="x">[N, Cin, H, W].</param>
    /// <param name="weight">[Cout, Cin, k, k].</param>
    /// <param name="styles">[N, Cin].</param>
    /// <param name="noise">Added after demodulation; broadcasts to [N, Cout, H', W']; null: none.</param>
    /// <param name="up">Upsampling factor.</param>
    /// <param name="down">Downsampling factor.</param>
    /// <param name="padding">Pixels on each side.</param>
    /// <param name="filter">Low-pass filter for resampling.</param>
    /// <param name="demodulate">Whether to bring each output feature map to unit expected variance.</param>
    /// <param name="flipWeight">See <see cref="ResampledConv.Apply"/>.</param>
    /// <param name="gain">Factor on the demodulated result, not on <paramref name="noise"/>; folds an activation's gain in.</param>
    public static Tensor Apply(
        Tensor x,
        Tensor weight,
        Tensor styles,
        Tensor? noise = null,
        int up = 1,
        int down = 1,
        int padding = 0,
        Tensor? filter = null,
        bool demodulate = true,
        bool flipWeight = true,
        double gain = 1
    )
    {
        using var scope = NewDisposeScope();
        var type = x.dtype;
        x = x * styles.to(type).unsqueeze(2).unsqueeze(3);
        x = ResampledConv.Apply(x, weight.to(type), filter, up, down, Margins.All(padding), flipWeight);
        if (demodulate)
        {
            var d = matmul(styles.Squared(), weight.Squared().sum([2, 3]).t()).Plus(1e-8).rsqrt();
            if (gain != 1)
                d = d.Times(gain);
            d = d.to(type).unsqueeze(2).unsqueeze(3);
            if (noise is not null)
                x = noise.to(type).PlusProduct(x, d);
            else
                x = is_grad_enabled() ? x * d : x.mul_(d);
        }
        else if (noise is not null)
        {
            x = (gain == 1 ? x : x.Times(gain)).Plus(noise.to(type));
        }
        else if (gain != 1)
        {
            x = x.Times(gain);
        }

        return x.MoveToOuterDisposeScope();
    }
}
