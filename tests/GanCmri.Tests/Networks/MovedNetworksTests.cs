using System.Reflection;
using GanCmri.Latents.Encoding;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

/// <summary>Networks moved to another number type or device: their fields move with what is registered. The device META stands for a GPU:
/// its tensors have shapes and no numbers, and what is left on the CPU does not mix with them.</summary>
public sealed class MovedNetworksTests : IDisposable
{
    private static readonly GeneratorOptions Small = new()
    {
        Resolution = 16,
        ChannelBase = 128,
        ChannelMax = 16,
        WDim = 8,
        ZDim = 8,
        CDim = 3,
        MappingLayers = 2,
    };

    private static readonly DiscriminatorOptions SmallJudge = new()
    {
        Resolution = 16,
        ChannelBase = 128,
        ChannelMax = 16,
        CDim = 3,
    };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly torch.Generator _random = new(1, CPU);

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Networks => [.. Makers.Keys];

    private static Dictionary<string, Func<torch.Generator, nn.Module>> Makers { get; } =
        new()
        {
            ["generator skip"] = r => new StyleGan2Generator(Small, r),
            ["generator resnet"] = r => new StyleGan2Generator(Small with { Architecture = Architecture.Resnet }, r),
            ["generator orig"] = r => new StyleGan2Generator(Small with { Architecture = Architecture.Orig }, r),
            ["discriminator resnet"] = r => new Discriminator(SmallJudge, r),
            ["discriminator skip"] = r => new Discriminator(SmallJudge with { Architecture = Architecture.Skip }, r),
            ["encoder"] = _ => new EncoderNetwork(16, 8),
            ["segmenter"] = _ => new SegmentationNetwork(new SegmentationNetworkOptions { Channels = [4, 8] }),
        };

    [Fact]
    public void Networks_AreAllOfThem()
    {
        var known = Makers.Values.SelectMany(m => All(m(_random))).Select(m => m.GetType()).ToHashSet();
        var own = typeof(StyleGan2Generator).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(nn.Module)));
        Assert.Empty(own.Where(t => !known.Contains(t)).Select(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void To_OtherNumbersAndBack_GivesTheSame(string name)
    {
        using var noGrad = no_grad();
        var network = Makers[name](_random);
        network.eval();
        var inputs = Inputs();
        var before = Output(network, inputs, ScalarType.Float32);
        network.to(ScalarType.Float64);
        RequireFieldsRegistered(network, t => t.dtype == ScalarType.Float64 || !t.is_floating_point());
        var precise = Output(network, inputs, ScalarType.Float64);
        network.to(ScalarType.Float32);
        RequireFieldsRegistered(network, t => t.dtype == ScalarType.Float32 || !t.is_floating_point());
        var after = Output(network, inputs, ScalarType.Float32);
        Assert.Equal(ScalarType.Float64, precise.dtype);
        var size = before.abs().max().item<float>();
        Assert.True(size > 0);
        Assert.InRange((precise - before).abs().max().item<double>() / size, 0, 1e-4);
        Assert.Equal(0, (after - before).abs().max().item<float>() / size, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void To_Meta_LeavesNothingBehind(string name)
    {
        using var noGrad = no_grad();
        var network = Makers[name](_random);
        network.eval();
        network.to(DeviceType.META);
        Assert.NotEmpty(network.state_dict());
        RequireFieldsRegistered(network, t => t.device_type == DeviceType.META);
    }

    [Fact]
    public void To_Meta_MapsThere()
    {
        using var noGrad = no_grad();
        var network = new StyleGan2Generator(Small, _random);
        network.to(DeviceType.META);
        Assert.Equal(DeviceType.META, network.Mapping.Forward(zeros([2, 8], device: META), zeros([2, 3], device: META), 0.7).device_type);
    }

    [Fact]
    public void Noise_IsWhereTheLayerIs()
    {
        var constant = zeros([8, 8], ScalarType.Float64, META);
        Assert.All(
            [Noise.Const, Noise.Random(_random), Noise.Seeded(1)],
            noise =>
            {
                var map = noise.For("b8.conv0", 2, constant)!;
                Assert.Equal((DeviceType.META, ScalarType.Float64), (map.device_type, map.dtype));
            }
        );
    }

    [Fact]
    public void To_OtherNumbers_LaysFixedWeightsOutAnew()
    {
        using var noGrad = no_grad();
        var synthesis = new StyleGan2Generator(Small, _random).Synthesis;
        var ws = randn([1, synthesis.NumWs, 8], generator: _random);
        synthesis.WeightsAreFixed = true;
        var before = synthesis.Forward(ws);
        synthesis.to(ScalarType.Float64);
        foreach (var (_, bias) in synthesis.named_parameters().Where(p => p.name.EndsWith("torgb.bias", StringComparison.Ordinal)))
            bias.add_(1);
        var moved = synthesis.Forward(ws);
        synthesis.to(ScalarType.Float32);
        var after = synthesis.Forward(ws);
        Assert.True((after - before).abs().max().item<float>() > 0.5f);
        Assert.InRange((after - moved).abs().max().item<double>(), 0, 1e-4);
    }

    private Dictionary<string, Tensor> Inputs() =>
        new()
        {
            ["z"] = randn([4, 8], generator: _random),
            ["c"] = randn([4, 3], generator: _random),
            ["image"] = randn([4, 1, 16, 16], generator: _random),
        };

    private static Tensor Output(nn.Module network, Dictionary<string, Tensor> inputs, ScalarType type) =>
        network switch
        {
            StyleGan2Generator g => g.Forward(inputs["z"], inputs["c"], 0.7),
            Discriminator d => d.Forward(inputs["image"], inputs["c"]),
            nn.Module<Tensor, Tensor> other => other.forward(inputs["image"].to(type)),
            _ => throw new NotSupportedException(network.GetType().Name),
        };

    private static IEnumerable<nn.Module> All(nn.Module root) => [root, .. root.named_modules().Select(m => m.module)];

    // Every tensor in a field is one that is registered in the same module, and it is as it should be.
    private static void RequireFieldsRegistered(nn.Module root, Func<Tensor, bool> holds)
    {
        Assert.All(root.state_dict(), t => Assert.True(holds(t.Value), t.Key));
        foreach (var module in All(root).Where(m => m.GetType().Assembly == typeof(StyleGan2Generator).Assembly))
        {
            Tensor[] registered =
            [
                .. module.named_parameters(false).Select(p => p.parameter),
                .. module.named_buffers(false).Select(b => b.buffer),
            ];
            foreach (var (field, tensor) in Tensors(module))
            {
                Assert.True(registered.Any(t => ReferenceEquals(t, tensor)), $"{module.GetType().Name}.{field} is not what is registered");
                Assert.True(holds(tensor), field);
            }
        }
    }

    private static IEnumerable<(string Field, Tensor Tensor)> Tensors(nn.Module module)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var type = module.GetType(); type!.Assembly == typeof(StyleGan2Generator).Assembly; type = type.BaseType)
            foreach (var field in type.GetFields(Own))
            {
                IEnumerable<Tensor> held = field.GetValue(module) switch
                {
                    Tensor one => [one],
                    IEnumerable<Tensor> many => many,
                    _ => [],
                };
                foreach (var tensor in held)
                    yield return (field.Name, tensor);
            }
    }
}
