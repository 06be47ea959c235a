using GanCmri.Networks;
using GanCmri.Networks.Ops;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanCmri.Benchmarks;

/// <summary>
/// The published recipe written plainly, as the peer to beat: modulated weights for every sample in one grouped convolution, transposed
/// convolution followed by the low-pass filter, bias and activation as separate operations. Same weights, same result.
/// </summary>
internal sealed class PlainSynthesis
{
    private readonly Dictionary<string, Tensor> _p;
    private readonly GeneratorOptions _options;
    private readonly Tensor _filter;

    public PlainSynthesis(StyleGan2Generator generator)
    {
        _options = generator.Options;
        _p = generator.Synthesis.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        foreach (var (name, buffer) in generator.Synthesis.named_buffers())
            _p[name] = buffer;
        _filter = Fir.Filter(_options.ResampleFilter);
    }

    public Tensor Forward(Tensor ws)
    {
        using var scope = NewDisposeScope();
        Tensor? image = null;
        var x = _p["b4.const"].unsqueeze(0).repeat(ws.shape[0], 1, 1, 1);
        var layer = 0;
        foreach (var r in _options.BlockResolutions())
        {
            var b = $"b{r}.";
            if (r > 4)
                x = Layer(x, ws.select(1, layer++), b + "conv0.", up: true);
            x = Layer(x, ws.select(1, layer++), b + "conv1.", up: false);
            if (image is not null)
                image = Fir.Upsample2d(image, _filter);
            var style = Affine(ws.select(1, layer), b + "torgb.") * (1 / Math.Sqrt(x.shape[1]));
            var y = Modulated(x, _p[b + "torgb.weight"], style, up: false, demodulate: false) + _p[b + "torgb.bias"].reshape(1, -1, 1, 1);
            image = image is null ? y : image + y;
        }

        return image!.MoveToOuterDisposeScope();
    }

    private Tensor Affine(Tensor w, string name)
    {
        var weight = _p[name + "affine.weight"];
        return F.linear(w, weight * (1 / Math.Sqrt(weight.shape[1])), _p[name + "affine.bias"]);
    }

    private Tensor Layer(Tensor x, Tensor w, string name, bool up)
    {
        using var scope = NewDisposeScope(); // or all layers' parts would stay in memory at once, which costs the peer time
        x = Modulated(x, _p[name + "weight"], Affine(w, name), up, demodulate: true);
        x = x + _p[name + "noise_const"] * _p[name + "noise_strength"];
        x = x + _p[name + "bias"].reshape(1, -1, 1, 1);
        return (F.leaky_relu(x, 0.2) * Math.Sqrt(2)).MoveToOuterDisposeScope();
    }

    private Tensor Modulated(Tensor x, Tensor weight, Tensor style, bool up, bool demodulate)
    {
        long n = x.shape[0],
            outputs = weight.shape[0],
            inputs = weight.shape[1],
            k = weight.shape[2];
        var w = weight.unsqueeze(0) * style.reshape(n, 1, -1, 1, 1);
        if (demodulate)
            w = w * (w.square().sum([2, 3, 4], keepdim: true) + 1e-8).rsqrt();
        x = x.reshape(1, n * inputs, x.shape[2], x.shape[3]);
        if (!up)
        {
            x = F.conv2d(x, w.reshape(n * outputs, inputs, k, k), padding: [k / 2, k / 2], groups: n);
            return x.reshape(n, outputs, x.shape[2], x.shape[3]);
        }

        x = F.conv_transpose2d(x, w.transpose(1, 2).reshape(n * inputs, outputs, k, k), strides: [2, 2], groups: n);
        x = x.reshape(n, outputs, x.shape[2], x.shape[3]);
        return Fir.UpFirDown(x, _filter, padding: Margins.All(1), gain: 4);
    }
}
