using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Networks.Onnx;
using GanCmri.Networks.Ops;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Export;
using static TorchSharp.torch;

namespace GanCmri.Tests.Studies.Export;

public sealed class NetworkExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TorchSharp.torch.Generator _random = new(7, CPU);

    public void Dispose()
    {
        _random.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string> Shapes() =>
        ["skip", "resnet", "orig", "two taps", "long filter", "swish and clamp", "no noise", "colours"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Write_Generator_OnnxRuntimeGivesOurImages(string shape)
    {
        var small = new GeneratorOptions
        {
            Resolution = 32,
            ZDim = 12,
            WDim = 16,
            MappingLayers = 3,
            ChannelBase = 256,
            ChannelMax = 16,
        };
        using var generator = Made(
            shape switch
            {
                "resnet" => small with { Architecture = Architecture.Resnet },
                "orig" => small with { Architecture = Architecture.Orig },
                "two taps" => small with { ResampleFilter = [1, 1] },
                "long filter" => small with { ResampleFilter = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1] },
                "swish and clamp" => small with { Activation = Activation.Swish, MappingActivation = Activation.Elu, ConvClamp = 1.5 },
                "no noise" => small with { UseNoise = false },
                "colours" => small with { Channels = 3, ResampleFilter = [1, 2, 1] },
                _ => small,
            }
        );
        NetworkExport.Write(_folder.File("g.safetensors"), _folder.File("g.onnx"), new OnnxExportOptions { TruncationPsi = 0.6 });
        using var run = new OnnxRun(_folder.File("g.onnx"));
        using var noGrad = no_grad();
        foreach (var rows in new[] { 1, 3 })
        {
            var z = randn([rows, 12], generator: _random);
            OnnxRun.Close(generator.Mapping.Forward(z, psi: 0.6).select(1, 0), run.Of("w", ("z", z)));
            OnnxRun.Close(generator.Forward(z, psi: 0.6), run.Of("raw", ("z", z)));
            OnnxRun.Close(generator.Forward(z, psi: 0.6).clamp(-1, 1), run.Of("image", ("z", z)));
        }
    }

    [Theory]
    [InlineData(Conditioning.Projected)]
    [InlineData(Conditioning.Concatenated)]
    public void Write_MappingWithLabels_OnnxRuntimeGivesOurLatents(Conditioning conditioning)
    {
        using var generator = Made(
            new GeneratorOptions
            {
                Resolution = 8,
                ZDim = 12,
                CDim = 3,
                WDim = 16,
                MappingLayers = 2,
                ChannelBase = 64,
                ChannelMax = 8,
                Conditioning = conditioning,
            }
        );
        NetworkExport.Write(_folder.File("g.safetensors"), _folder.File("m.onnx"), new OnnxExportOptions { Part = NetworkPart.Mapping });
        using var run = new OnnxRun(_folder.File("m.onnx"));
        using var noGrad = no_grad();
        var (z, c) = (randn([4, 12], generator: _random), nn.functional.one_hot(tensor(new long[] { 0, 1, 2, 1 }), 3).to(float32));
        OnnxRun.Close(generator.Mapping.Forward(z, c).select(1, 0), run.Of("w", ("z", z), ("c", c)));
    }

    [Fact]
    public void Write_SynthesisOfWPlusWithNoiseGiven_OnnxRuntimeGivesOurImages()
    {
        using var generator = Made(
            new GeneratorOptions
            {
                Resolution = 16,
                ZDim = 8,
                WDim = 16,
                MappingLayers = 1,
                ChannelBase = 128,
                ChannelMax = 16,
            }
        );
        NetworkExport.Write(
            _folder.File("g.safetensors"),
            _folder.File("s.onnx"),
            new OnnxExportOptions
            {
                Part = NetworkPart.Synthesis,
                Space = LatentSpace.WPlus,
                Noise = OnnxNoise.Input,
            }
        );
        using var run = new OnnxRun(_folder.File("s.onnx"));
        Assert.Equal(["noise.b16.conv0", "noise.b16.conv1", "noise.b4.conv1", "noise.b8.conv0", "noise.b8.conv1", "w"], run.Inputs);
        using var noGrad = no_grad();
        var ws = randn([2, generator.NumWs, 16], generator: _random);
        var noise = run
            .Inputs.Where(i => i != "w")
            .ToDictionary(
                i => i["noise.".Length..],
                i =>
                {
                    var side = int.Parse(i.Split('.')[1][1..], System.Globalization.CultureInfo.InvariantCulture);
                    return randn([2, 1, side, side], generator: _random);
                }
            );
        OnnxRun.Close(
            generator.Synthesis.Forward(ws, Noise.Given(noise)),
            run.Of("raw", [("w", ws), .. noise.Select(n => ("noise." + n.Key, n.Value))])
        );
    }

    [Fact]
    public void Write_ShippedGenerator_OnnxRuntimeGivesOurImages()
    {
        var file = ShippedModels.File("sax64", "generator.safetensors");
        NetworkExport.Write(file, _folder.File("g.onnx"));
        using var generator = NetworkFile.LoadGenerator(file, fixedWeights: true);
        using var run = new OnnxRun(_folder.File("g.onnx"));
        using var noGrad = no_grad();
        var z = randn([2, generator.Options.ZDim], generator: _random);
        OnnxRun.Close(generator.Forward(z), run.Of("raw", ("z", z)));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    public void Write_ShippedSegmenter_OnnxRuntimeGivesOurMaps(int side)
    {
        var file = ShippedModels.File("segmenter-small", "segmenter.safetensors");
        NetworkExport.Write(file, _folder.File("s.onnx"), new OnnxExportOptions { Side = side });
        var networks = SegmenterFile.Load(file, CPU);
        using var segmenter = new Segmenter(networks, CPU);
        using var run = new OnnxRun(_folder.File("s.onnx"));
        using var noGrad = no_grad();
        var image = rand([2, 1, side, side], generator: _random) * 3 + arange(side) / side;
        OnnxRun.Close(segmenter.CropMaps(image), run.Of("maps", ("image", image)));
    }

    [Fact]
    public void Write_PartThatTheModelHasNot_IsRefused()
    {
        using var generator = Made(
            new GeneratorOptions
            {
                Resolution = 8,
                ZDim = 8,
                WDim = 8,
                MappingLayers = 1,
                ChannelBase = 64,
                ChannelMax = 8,
            }
        );
        var e = Assert.Throws<InputException>(() =>
            NetworkExport.Write(
                _folder.File("g.safetensors"),
                _folder.File("g.onnx"),
                new OnnxExportOptions { Part = NetworkPart.Segmenter }
            )
        );
        Assert.Contains("a generator", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("g.onnx")));
    }

    // With weights everywhere, also where a fresh network has zeros.
    private StyleGan2Generator Made(GeneratorOptions options)
    {
        using (var made = new StyleGan2Generator(options, _random))
        {
            using var noGrad = no_grad();
            foreach (var (name, tensor) in made.state_dict())
                if (
                    name.EndsWith("bias", StringComparison.Ordinal)
                    || name.EndsWith("noise_strength", StringComparison.Ordinal)
                    || name.EndsWith("w_avg", StringComparison.Ordinal)
                )
                    tensor.add_(randn(tensor.shape, generator: _random) * 0.3);
            NetworkFile.Save(_folder.File("g.safetensors"), made);
        }

        return NetworkFile.LoadGenerator(_folder.File("g.safetensors"));
    }
}
