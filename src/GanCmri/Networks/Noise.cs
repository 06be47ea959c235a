using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>Where the per-pixel noise of the synthesis layers comes from; each layer scales it by its learned strength.</summary>
public abstract class Noise
{
    /// <summary>The fixed noise stored in the network: the same w always gives the same image.</summary>
    public static Noise Const { get; } = new Fixed();

    /// <summary>No noise.</summary>
    public static Noise None { get; } = new Absent();

    /// <summary>Fresh normal noise for every image, drawn from <paramref name="generator"/> on its own device.</summary>
    public static Noise Random(TorchSharp.torch.Generator generator) => new Drawn(generator);

    /// <summary>One fresh draw that stays: the same maps for every image, and the same again for the same seed.</summary>
    public static Noise Seeded(long seed) => new Kept(seed);

    /// <summary>Given maps by layer, e.g. "b8.conv0" -> [1 or N, 1, 8, 8]; layers that are not named use their fixed noise.</summary>
    public static Noise Given(IReadOnlyDictionary<string, Tensor> maps) => new ByLayer(maps);

    /// <summary>The map for one layer, broadcastable to [N, 1, resolution, resolution], or null.</summary>
    internal abstract Tensor? For(string layer, long batch, Tensor constant);

    private sealed class Fixed : Noise
    {
        internal override Tensor? For(string layer, long batch, Tensor constant) => constant.alias();
    }

    private sealed class Absent : Noise
    {
        internal override Tensor? For(string layer, long batch, Tensor constant) => null;
    }

    private sealed class Drawn(TorchSharp.torch.Generator generator) : Noise
    {
        internal override Tensor? For(string layer, long batch, Tensor constant) =>
            randn([batch, 1, constant.shape[0], constant.shape[1]], device: generator.device, generator: generator)
                .to(constant.dtype, constant.device);
    }

    private sealed class Kept(long seed) : Noise
    {
        internal override Tensor? For(string layer, long batch, Tensor constant)
        {
            using var generator = Seed.Torch(seed, layer, 0);
            return randn([1, 1, constant.shape[0], constant.shape[1]], generator: generator).to(constant.dtype, constant.device);
        }
    }

    private sealed class ByLayer(IReadOnlyDictionary<string, Tensor> maps) : Noise
    {
        internal override Tensor? For(string layer, long batch, Tensor constant) =>
            maps.TryGetValue(layer, out var map) ? map.alias() : constant.alias();
    }
}
