using GanCmri.Networks;

namespace GanCmri.Tests.Latents;

/// <summary>Networks with random weights that run in a moment: 16 x 16, w of 16 numbers, 6 layers.</summary>
internal static class TinyNetworks
{
    public static StyleGan2Generator Generator(ulong seed = 1)
    {
        using var random = new TorchSharp.torch.Generator(seed);
        var network = new StyleGan2Generator(
            new GeneratorOptions
            {
                Resolution = 16,
                ZDim = 16,
                WDim = 16,
                MappingLayers = 2,
                ChannelBase = 128,
                ChannelMax = 16,
            },
            random
        );
        network.Synthesis.FeatureType = TestPrecision.Features;
        return network;
    }

    public static Discriminator Discriminator()
    {
        using var random = new TorchSharp.torch.Generator(2);
        return new Discriminator(
            new DiscriminatorOptions
            {
                Resolution = 16,
                ChannelBase = 128,
                ChannelMax = 16,
            },
            random
        )
        {
            FeatureType = TestPrecision.Features,
        };
    }
}
