using GanCmri.Formats;
using GanCmri.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

/// <summary>Skip, residual and plain networks of 16 x 16 with three channels against the reference.</summary>
public class ArchitecturesGoldenTests
{
    private static readonly IReadOnlyDictionary<string, NpyArray> Arrays = Golden.Npz("ops.npz");

    [Theory]
    [InlineData(0, Architecture.Skip, Architecture.Skip)]
    [InlineData(1, Architecture.Resnet, Architecture.Orig)]
    [InlineData(2, Architecture.Orig, Architecture.Resnet)]
    public void GeneratorAndDiscriminator_EveryArchitecture_EqualReference(int index, Architecture g, Architecture d)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new StyleGan2Generator(
            new GeneratorOptions
            {
                Resolution = 16,
                Channels = 3,
                ZDim = 8,
                WDim = 8,
                MappingLayers = 1,
                ChannelBase = 64,
                ChannelMax = 6,
                Architecture = g,
            }
        );
        using var discriminator = new Discriminator(
            new DiscriminatorOptions
            {
                Resolution = 16,
                Channels = 3,
                ChannelBase = 64,
                ChannelMax = 6,
                Architecture = d,
                StddevGroup = 2,
            }
        );
        Fill(generator.Synthesis, $"arch{index}_G.");
        Fill(discriminator, $"arch{index}_D.");
        var image = generator.Synthesis.Forward(Tensors.Of(Arrays[$"arch{index}_ws"]));
        Tensors.Equal(Arrays[$"arch{index}_img"], image, 3e-5, "image");
        Tensors.Equal(Arrays[$"arch{index}_logits"], discriminator.Forward(Tensors.Of(Arrays[$"arch{index}_img"])), 0, "logits", 2e-5);
    }

    private static void Fill(nn.Module network, string prefix)
    {
        var filled = 0;
        foreach (
            var (name, value) in network
                .named_parameters()
                .Select(p => (p.name, (Tensor)p.parameter))
                .Concat(network.named_buffers().Select(b => (b.name, b.buffer)))
        )
        {
            if (!Arrays.TryGetValue(prefix + name, out var array))
                continue; // The fixed low-pass filters are not stored.
            value.copy_(Tensors.Of(array));
            filled++;
        }

        Assert.Equal(Arrays.Keys.Count(k => k.StartsWith(prefix, StringComparison.Ordinal)), filled);
    }
}
