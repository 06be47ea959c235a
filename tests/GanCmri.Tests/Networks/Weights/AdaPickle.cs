using System.Numerics;
using GanCmri.Networks;
using GanCmri.Tests.Formats.Pickles;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Weights;

/// <summary>Writes networks as stylegan2-ada-pytorch pickles them, for tests of variants that no golden file has.</summary>
internal sealed class AdaPickle
{
    /// <summary>Whether convolution weights are written channels-last (strides that are not C order).</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Whether storages are half precision.</summary>
    public bool Half { get; init; }

    /// <summary>The text in every module's module_src.</summary>
    public string Source { get; init; } = "";

    /// <summary>Changes attributes of a module (path, class, state) before it is written.</summary>
    public Action<string, Dictionary<string, object?>>? Edit { get; init; }

    public byte[] Bytes(params (string Name, nn.Module Network)[] networks)
    {
        using var stream = new MemoryStream();
        Write(stream, networks);
        return stream.ToArray();
    }

    public void Write(Stream stream, params (string Name, nn.Module Network)[] networks) =>
        new PickleWriter(stream).WritePickle(
            networks.ToDictionary(n => n.Name, n => (object?)Module(n.Network)).Append(new("augment_pipe", null)).ToDictionary()
        );

    /// <summary>A tensor as torch pickles it.</summary>
    public static PyCall Torch(byte[] elements, string storage, int elementSize, object?[] shape, object?[] strides, long offset = 0)
    {
        using var stream = new MemoryStream();
        var writer = new PickleWriter(stream);
        var count = elements.Length / elementSize;
        writer.WritePickle(BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture));
        writer.WritePickle(1001);
        writer.WritePickle(new Dictionary<string, object?> { ["protocol_version"] = 1001, ["little_endian"] = true });
        writer.WritePickle(new PyPersistent(new object?[] { "storage", new PyGlobal("torch", storage), "17", "cpu", count, null }));
        writer.WritePickle(new List<object?> { "17" });
        stream.Write(BitConverter.GetBytes((long)count));
        stream.Write(elements);
        return new PyCall(
            "torch._utils",
            "_rebuild_tensor_v2",
            [
                new PyCall("torch.storage", "_load_from_bytes", [stream.ToArray()]),
                offset,
                shape,
                strides,
                false,
                new PyCall("collections", "OrderedDict", []),
            ]
        );
    }

    /// <summary>A network as a value of a pickle.</summary>
    public PyCall Module(nn.Module network)
    {
        var tensors = network.state_dict();
        return network is StyleGan2Generator g
            ? Module("", tensors, p => GeneratorState(p, g))
            : Module("", tensors, p => DiscriminatorState(p, (Discriminator)network));
    }

    private PyCall Module(
        string path,
        Dictionary<string, Tensor> tensors,
        Func<string, (string Class, Dictionary<string, object?> State)> describe
    )
    {
        var (className, state) = describe(path);
        var prefix = path.Length == 0 ? "" : path + ".";
        string[] below = [.. tensors.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..])];
        var parameters = below
            .Where(k => !k.Contains('.', StringComparison.Ordinal))
            .ToDictionary(k => k, k => (object?)Stored(tensors[prefix + k]));
        state["_buffers"] = parameters.Where(p => p.Key is "resample_filter" or "noise_const" or "w_avg").ToDictionary();
        state["_parameters"] = parameters
            .Where(p => p.Key is not ("resample_filter" or "noise_const" or "w_avg"))
            .ToDictionary(
                p => p.Key,
                p =>
                    (object?)new PyCall("torch._utils", "_rebuild_parameter", [p.Value, true, new PyCall("collections", "OrderedDict", [])])
            );
        state["_modules"] = below
            .Where(k => k.Contains('.', StringComparison.Ordinal))
            .Select(k => k[..k.IndexOf('.', StringComparison.Ordinal)])
            .Distinct()
            .ToDictionary(k => k, k => (object?)Module(prefix + k, tensors, describe));
        if (path == "b4" && className == "DiscriminatorEpilogue")
        {
            ((Dictionary<string, object?>)state["_modules"]!)["mbstd"] = Persistent(
                "MinibatchStdLayer",
                new Dictionary<string, object?>
                {
                    ["_parameters"] = new Dictionary<string, object?>(),
                    ["_buffers"] = new Dictionary<string, object?>(),
                    ["_modules"] = new Dictionary<string, object?>(),
                    ["group_size"] = state["group"],
                    ["num_channels"] = 1,
                }
            );
        }

        Edit?.Invoke(path, state);
        return Persistent(className, state);
    }

    private PyCall Persistent(string className, Dictionary<string, object?> state) =>
        new(
            "torch_utils.persistence",
            "_reconstruct_persistent_obj",
            [
                new Dictionary<string, object?>
                {
                    ["type"] = "class",
                    ["version"] = 6,
                    ["module_src"] = Source,
                    ["class_name"] = className,
                    ["state"] = state,
                },
            ]
        );

    private PyCall Stored(Tensor tensor)
    {
        var lay = ChannelsLast && tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : tensor;
        var flat = lay.as_strided([tensor.numel()], [1], 0).to(Half ? ScalarType.Float16 : ScalarType.Float32).contiguous();
        return Torch(
            flat.bytes.ToArray(),
            Half ? "HalfStorage" : "FloatStorage",
            Half ? 2 : 4,
            [.. tensor.shape.Select(n => (object?)(int)n)],
            [.. lay.stride().Select(n => (object?)(int)n)]
        );
    }

    private static (string, Dictionary<string, object?>) GeneratorState(string path, StyleGan2Generator g)
    {
        var o = g.Options;
        Dictionary<string, object?> layer = new() { ["activation"] = Name(o.Activation), ["conv_clamp"] = o.ConvClamp };
        return path.Split('.') switch
        {
            [""] => (
                "Generator",
                new()
                {
                    ["z_dim"] = o.ZDim,
                    ["c_dim"] = o.CDim,
                    ["w_dim"] = o.WDim,
                    ["img_resolution"] = o.Resolution,
                    ["img_channels"] = o.Channels,
                }
            ),
            ["synthesis"] => (
                "SynthesisNetwork",
                new()
                {
                    ["_init_kwargs"] = new Dictionary<string, object?> { ["channel_base"] = o.ChannelBase, ["channel_max"] = o.ChannelMax },
                }
            ),
            ["synthesis", _] => (
                "SynthesisBlock",
                new()
                {
                    ["architecture"] = Name(o.Architecture),
                    ["_init_kwargs"] = new Dictionary<string, object?>
                    {
                        ["resample_filter"] = o.ResampleFilter.Select(t => (object?)(double)t).ToList(),
                    },
                }
            ),
            ["mapping"] => ("MappingNetwork", new() { ["num_layers"] = o.MappingLayers, ["w_avg_beta"] = o.WAvgBeta }),
            ["mapping", "embed"] => ("FullyConnectedLayer", new() { ["activation"] = "linear", ["bias_gain"] = 1 }),
            ["mapping", _] => (
                "FullyConnectedLayer",
                new() { ["activation"] = Name(o.MappingActivation), ["bias_gain"] = o.MappingLrMultiplier }
            ),
            [_, _, "torgb"] => ("ToRGBLayer", layer),
            [_, _, "skip"] => ("Conv2dLayer", layer),
            [_, _, _, "affine"] => ("FullyConnectedLayer", new() { ["activation"] = "linear", ["bias_gain"] = 1 }),
            _ => ("SynthesisLayer", new(layer) { ["use_noise"] = o.UseNoise }),
        };
    }

    private static (string, Dictionary<string, object?>) DiscriminatorState(string path, Discriminator d)
    {
        var o = d.Options;
        return path.Split('.') switch
        {
            [""] => (
                "Discriminator",
                new()
                {
                    ["c_dim"] = o.CDim,
                    ["img_resolution"] = o.Resolution,
                    ["img_channels"] = o.Channels,
                    ["_init_kwargs"] = new Dictionary<string, object?> { ["channel_base"] = o.ChannelBase, ["channel_max"] = o.ChannelMax },
                }
            ),
            ["b4"] => (
                "DiscriminatorEpilogue",
                new()
                {
                    ["architecture"] = Name(o.Architecture),
                    ["cmap_dim"] = o.CMapDim ?? o.FeatureMaps(4),
                    ["group"] = o.StddevGroup,
                }
            ),
            ["mapping"] => ("MappingNetwork", new() { ["num_layers"] = o.MappingLayers, ["w_avg_beta"] = null }),
            ["mapping", var l] => (
                "FullyConnectedLayer",
                new()
                {
                    ["activation"] = l == "embed" ? "linear" : Name(o.MappingActivation),
                    ["bias_gain"] = l == "embed" ? 1 : o.MappingLrMultiplier,
                }
            ),
            [_] => ("DiscriminatorBlock", new() { ["architecture"] = Name(o.Architecture) }),
            ["b4", "fc" or "out"] => (
                "FullyConnectedLayer",
                new() { ["activation"] = path == "b4.fc" ? Name(o.Activation) : "linear", ["bias_gain"] = 1 }
            ),
            [_, "skip"] => ("Conv2dLayer", new() { ["activation"] = "linear", ["conv_clamp"] = null }),
            _ => ("Conv2dLayer", new() { ["activation"] = Name(o.Activation), ["conv_clamp"] = path == "b4.fromrgb" ? null : o.ConvClamp }),
        };
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
