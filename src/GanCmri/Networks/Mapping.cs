using GanCmri.Networks.Layers;
using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>The mapping network: z (and a label c) -> w, with the truncation trick (Karras et al. 2019, appendix B).</summary>
public sealed class Mapping : NamedModule
{
    private readonly FullyConnected? _embed;
    private readonly List<FullyConnected> _layers = [];

    [ComponentName(Name = "w_avg")]
    private readonly Tensor? _wAvg;

    private readonly double? _wAvgBeta;
    private readonly int _zDim,
        _cDim,
        _wDim;
    private readonly bool _together;
    private readonly int? _numWs;

    internal Mapping(MappingOptions options, TorchSharp.torch.Generator? random)
        : base(nameof(Mapping))
    {
        (_zDim, _cDim, _wDim, _numWs, _wAvgBeta) = (options.ZDim, options.CDim, options.WDim, options.NumWs, options.WAvgBeta);
        _together = options.Conditioning == Conditioning.Concatenated;
        var embed = options.Embed;
        if (_cDim > 0)
        {
            _embed = new FullyConnected(_cDim, embed, bias: !_together, equalized: !_together, random: random);
            register_module("embed", _embed);
        }

        for (int i = 0, inputs = _zDim + embed; i < options.Layers; i++)
        {
            var outputs = i == options.Layers - 1 ? _wDim : options.LayerFeatures ?? _wDim;
            var layer = new FullyConnected(
                inputs,
                outputs,
                activation: options.Activation,
                lrMultiplier: options.LrMultiplier,
                random: random
            );
            register_module($"fc{i}", layer);
            _layers.Add(layer);
            inputs = outputs;
        }

        if (_numWs is null || _wAvgBeta is null)
            return;
        _wAvg = zeros(_wDim);
        register_buffer("w_avg", _wAvg);
    }

    /// <summary>The running mean of w, [WDim]; null where none is kept.</summary>
    public Tensor? WAvg => _wAvg;

    /// <summary>Maps latents.</summary>
    /// <param name="z">[N, ZDim]; null if ZDim is 0.</param>
    /// <param name="c">[N, CDim]; null if unconditional.</param>
    /// <param name="psi">Truncation: 1 none, 0 the mean heart.</param>
    /// <param name="cutoff">How many of the first w are truncated; null: all.</param>
    /// <param name="updateAverage">Move the running mean of w towards this batch (training).</param>
    /// <returns>[N, NumWs, WDim], or [N, WDim] for a network without layers to feed.</returns>
    /// <exception cref="ArgumentException">A shape or the truncation does not fit.</exception>
    public Tensor Forward(Tensor? z, Tensor? c = null, double psi = 1, int? cutoff = null, bool updateAverage = false)
    {
        using var scope = NewDisposeScope();
        List<Tensor> parts = [];
        if (_zDim > 0)
            parts.Add(Check(z, _zDim, nameof(z), Type));
        if (_embed is not null)
            parts.Add(_embed.forward(Check(c, _cDim, nameof(c), Type)));
        var w = _together ? Normalize(cat(parts, 1)) : cat([.. parts.Select(Normalize)], 1);
        foreach (var layer in _layers)
            w = layer.forward(w);
        if (updateAverage && _wAvg is not null)
        {
            using var noGrad = no_grad();
            _wAvg.copy_(w.detach().mean([0]).Towards(_wAvg, _wAvgBeta!.Value));
        }

        if (_numWs is { } n)
            w = Truncate(w.unsqueeze(1).repeat(1, n, 1), psi, cutoff);
        return w.MoveToOuterDisposeScope();
    }

    /// <summary>A label as the first layer sees it beside z, [N, embedded]: embedded and normalised.</summary>
    internal Tensor Embedded(Tensor c)
    {
        using var scope = NewDisposeScope();
        return Normalize(_embed!.forward(Check(c, _cDim, nameof(c), Type))).MoveToOuterDisposeScope();
    }

    private Tensor Truncate(Tensor ws, double psi, int? cutoff)
    {
        if (!double.IsFinite(psi))
            throw new ArgumentOutOfRangeException(nameof(psi), psi, "expected a finite number");
        if (psi == 1)
            return ws;
        if (_wAvg is null)
            throw new ArgumentException("expected psi 1, as this network keeps no mean of w to truncate towards", nameof(psi));
        if (cutoff is not { } k || k >= ws.shape[1])
            return _wAvg.Towards(ws, psi);
        return cat([_wAvg.Towards(ws[TensorIndex.Colon, ..k], psi), ws[TensorIndex.Colon, k..]], 1);
    }

    // x / sqrt(mean(x²) + 1e-8) over the features.
    private static Tensor Normalize(Tensor x) => x * x.Squared().mean([1], keepdim: true).Plus(1e-8).rsqrt();

    private ScalarType Type => _layers.FirstOrDefault()?.NumberType ?? _embed?.NumberType ?? ScalarType.Float32;

    /// <summary>An input of the expected shape, in the number type of the weights.</summary>
    internal static Tensor Check(Tensor? x, int length, string name, ScalarType type) =>
        x is not null && x.dim() == 2 && x.shape[1] == length
            ? x.to(type)
            : throw new ArgumentException(
                $"expected {name} [N, {length}], found {(x is null ? "none" : $"[{string.Join(", ", x.shape)}]")}",
                name
            );
}

/// <summary>The shape of a mapping network.</summary>
internal sealed record MappingOptions(
    int ZDim,
    int CDim,
    int WDim,
    int? NumWs,
    int Layers,
    int Embed,
    int? LayerFeatures,
    Activation Activation,
    double LrMultiplier,
    double? WAvgBeta,
    Conditioning Conditioning
);
