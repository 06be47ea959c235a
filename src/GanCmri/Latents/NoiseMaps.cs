using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents;

/// <summary>The per-pixel noise maps of StyleGAN2's projector, a set an image, with their regulariser.</summary>
internal static class NoiseMaps
{
    /// <summary>Normal maps [batch, 1, r, r] by layer ("b8.conv0"), the same for every image.</summary>
    public static Dictionary<string, Tensor> Draw(StyleGan2Generator network, int batch, TorchSharp.torch.Generator random)
    {
        using var scope = NewDisposeScope();
        const string Prefix = "synthesis.",
            Suffix = ".noise_const";
        Dictionary<string, Tensor> maps = [];
        foreach (var (name, buffer) in network.named_buffers().Where(b => b.name.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            var r = buffer.shape[0];
            var map = randn([1, 1, r, r], generator: random).to(buffer.device).repeat(batch, 1, 1, 1);
            maps[name[Prefix.Length..^Suffix.Length]] = map.MoveToOuterDisposeScope();
        }

        return maps;
    }

    /// <summary>
    /// How much noise resembles its neighbours, image by image [N]: over scales down to 8 pixels, the squared mean products with the map
    /// shifted by one pixel to the side and down (Karras et al. 2020, appendix D).
    /// </summary>
    /// <param name="noise">[N, 1, r, r].</param>
    public static Tensor Regulariser(Tensor noise)
    {
        using var scope = NewDisposeScope();
        var sum = zeros(noise.shape[0], dtype: noise.dtype, device: noise.device);
        while (true)
        {
            sum = sum.Plus(noise.mul(noise.roll(1, 3)).mean([1, 2, 3]).Squared())
                .Plus(noise.mul(noise.roll(1, 2)).mean([1, 2, 3]).Squared());
            if (noise.shape[2] <= 8)
                return sum.MoveToOuterDisposeScope();
            noise = nn.functional.avg_pool2d(noise, 2);
        }
    }

    /// <summary>Each image's map to mean 0 and mean square 1.</summary>
    public static Tensor Normalised(Tensor noise)
    {
        using var scope = NewDisposeScope();
        var centred = noise.Minus(noise.mean([1, 2, 3], keepdim: true));
        return centred.mul(centred.Squared().mean([1, 2, 3], keepdim: true).rsqrt()).MoveToOuterDisposeScope();
    }
}
