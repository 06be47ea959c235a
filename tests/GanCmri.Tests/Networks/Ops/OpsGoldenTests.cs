using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Networks.Ops;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Ops;

/// <summary>Every operation against the reference's numbers (limit 1e-5 of the largest value; filters 1e-7).</summary>
public class OpsGoldenTests
{
    private static readonly IReadOnlyDictionary<string, NpyArray> Arrays = Golden.Npz("ops.npz");
    private static readonly JsonElement Cases = Golden.Json("ops.json");

    [Fact]
    public void Filter_EveryCase_EqualsReference()
    {
        foreach (var c in Section("setup_filter"))
        {
            if (c.GetProperty("taps").ValueKind != JsonValueKind.Array || c.GetProperty("taps")[0].ValueKind == JsonValueKind.Array)
                continue;
            var taps = c.GetProperty("taps").EnumerateArray().Select(t => (float)t.GetDouble()).ToArray();
            bool? separable = c.TryGetProperty("separable", out var s) ? s.GetBoolean() : null;
            using var f = Fir.Filter(taps, Bool(c, "normalize", true), Bool(c, "flip_filter", false), Number(c, "gain", 1), separable);
            Tensors.Equal(Out(c), f, 0, Name(c), 1e-7);
        }
    }

    [Fact]
    public void UpFirDown_EveryCase_EqualsReference()
    {
        foreach (var c in Section("upfirdn2d"))
        {
            using var scope = NewDisposeScope();
            var (ux, uy) = Pair(c, "up", 1);
            var (dx, dy) = Pair(c, "down", 1);
            var y = Fir.UpFirDown(
                In(c, "x"),
                Filter(c, "f"),
                ux,
                uy,
                dx,
                dy,
                MarginsOf(c),
                Bool(c, "flip_filter", false),
                Number(c, "gain", 1)
            );
            Tensors.Equal(Out(c), y, 1e-5, Name(c));
        }
    }

    [Fact]
    public void FilterUpsampleDownsample_EveryCase_EqualReference()
    {
        foreach (var c in Section("upfirdn2d_wrappers"))
        {
            var name = c.GetProperty("fn").GetString();
            if (name == "filter2d")
                continue; // Filtering alone: no network has it.
            using var scope = NewDisposeScope();
            var (x, f, p, flip, gain) = (In(c, "x"), Filter(c, "f")!, MarginsOf(c), Bool(c, "flip_filter", false), Number(c, "gain", 1));
            var (ux, uy) = Pair(c, "up", 2);
            var (dx, dy) = Pair(c, "down", 2);
            var y = name == "upsample2d" ? Fir.Upsample2d(x, f, ux, uy, p, flip, gain) : Fir.Downsample2d(x, f, dx, dy, p, flip, gain);
            Tensors.Equal(Out(c), y, 1e-5, Name(c));
        }
    }

    [Fact]
    public void UpFirDown_Gradient_EqualsReference()
    {
        using var scope = NewDisposeScope();
        var c = Cases.GetProperty("upfirdn2d_grad");
        var x = In(c, "x").requires_grad_();
        var (ux, uy) = Pair(c, "up", 1);
        var (dx, dy) = Pair(c, "down", 1);
        Fir.UpFirDown(x, Filter(c, "f"), ux, uy, dx, dy, MarginsOf(c), gain: Number(c, "gain", 1)).backward([In(c, "dy")]);
        Tensors.Equal(Arrays[c.GetProperty("dx").GetString()!], x.grad!, 1e-5, "upfirdn2d_grad");
    }

    [Fact]
    public void BiasAct_EveryCase_EqualsReference()
    {
        foreach (var c in Section("bias_act"))
        {
            using var scope = NewDisposeScope();
            var activation = Enum.Parse<Activation>(c.GetProperty("act").GetString()!, ignoreCase: true);
            if (Bool(c, "b3", false))
                continue; // Bias along another axis: no network has it.
            var y = BiasAct.Apply(
                In(c, "x"),
                Filter(c, "b"),
                activation,
                NumberOrNull(c, "gain"),
                NumberOrNull(c, "clamp"),
                Number(c, "alpha", 0.2)
            );
            Tensors.Equal(Out(c), y, 1e-5, Name(c));
        }
    }

    [Fact]
    public void BiasAct_Gradient_EqualsReference()
    {
        using var scope = NewDisposeScope();
        var c = Cases.GetProperty("bias_act_grad");
        var (x, b) = (In(c, "x").requires_grad_(), In(c, "b").requires_grad_());
        BiasAct.Apply(x, b, Activation.Lrelu, clamp: 1.2).backward([In(c, "dy")]);
        Tensors.Equal(Arrays["bias_act_grad_dx"], x.grad!, 1e-5, "dx");
        Tensors.Equal(Arrays["bias_act_grad_db"], b.grad!, 1e-5, "db");
    }

    [Fact]
    public void ModulatedConv_EveryCase_EqualsReference()
    {
        foreach (var c in Section("modulated_conv2d"))
        {
            using var scope = NewDisposeScope();
            var noise = c.GetProperty("noise").GetString() is { } n ? Tensors.Of(Arrays[n]) : null;
            var y = ModulatedConv.Apply(
                In(c, "x"),
                In(c, "weight"),
                In(c, "styles"),
                noise,
                (int)Number(c, "up", 1),
                (int)Number(c, "down", 1),
                (int)Number(c, "padding", 0),
                Filter(c, "filter"),
                Bool(c, "demodulate", true),
                Bool(c, "flip_weight", true)
            );
            Tensors.Equal(Out(c), y, 1e-5, Name(c));
        }
    }

    [Fact]
    public void ModulatedConv_Gradients_EqualReference()
    {
        using var scope = NewDisposeScope();
        var c = Cases.GetProperty("modulated_conv2d_grad");
        var (x, w, s) = (In(c, "x").requires_grad_(), In(c, "weight").requires_grad_(), In(c, "styles").requires_grad_());
        ModulatedConv.Apply(x, w, s, up: 2, padding: 1, filter: Filter(c, "filter"), flipWeight: false).backward([In(c, "dy")]);
        Tensors.Equal(Arrays["mod_grad_dx"], x.grad!, 1e-5, "dx");
        Tensors.Equal(Arrays["mod_grad_dw"], w.grad!, 1e-5, "dw");
        Tensors.Equal(Arrays["mod_grad_ds"], s.grad!, 1e-5, "ds");
    }

    [Fact]
    public void ResampledConv_EveryCase_EqualsReference()
    {
        foreach (var c in Section("conv2d_resample"))
        {
            using var scope = NewDisposeScope();
            var y = ResampledConv.Apply(
                In(c, "x"),
                In(c, "w"),
                Filter(c, "f"),
                (int)Number(c, "up", 1),
                (int)Number(c, "down", 1),
                MarginsOf(c),
                Bool(c, "flip_weight", true),
                Bool(c, "flip_filter", false)
            );
            Tensors.Equal(Out(c), y, 1e-5, Name(c));
        }
    }

    [Fact]
    public void MinibatchStddev_EveryCase_EqualsReference()
    {
        foreach (var c in Section("minibatch_stddev"))
        {
            using var scope = NewDisposeScope();
            int? group = c.GetProperty("group_size").ValueKind == JsonValueKind.Null ? null : c.GetProperty("group_size").GetInt32();
            Tensors.Equal(Out(c), MinibatchStddev.Apply(In(c, "x"), group, (int)Number(c, "num_channels", 1)), 1e-5, Name(c));
        }
    }

    [Fact]
    public void MinibatchStddev_BatchNotDivisible_IsRefused() =>
        Assert.Throws<ArgumentException>(() => MinibatchStddev.Apply(zeros(6, 2, 4, 4), 4));

    private static IEnumerable<JsonElement> Section(string name) => Cases.GetProperty(name).EnumerateArray();

    private static string Name(JsonElement c) => c.GetProperty("out").GetString()!;

    private static NpyArray Out(JsonElement c) => Arrays[Name(c)];

    private static Tensor In(JsonElement c, string key)
    {
        var name = c.GetProperty(key).GetString()!;
        return Tensors.Of(Arrays.TryGetValue(name, out var array) ? array : Arrays["upfirdn_" + name]);
    }

    private static Tensor? Filter(JsonElement c, string key)
    {
        if (!c.TryGetProperty(key, out var value) || value.GetString() is not { } name)
            return null;
        return Tensors.Of(Arrays.TryGetValue(name, out var array) ? array : Arrays["filter_" + name]);
    }

    private static bool Bool(JsonElement c, string key, bool otherwise) => c.TryGetProperty(key, out var v) ? v.GetBoolean() : otherwise;

    private static double Number(JsonElement c, string key, double otherwise) => NumberOrNull(c, key) ?? otherwise;

    private static double? NumberOrNull(JsonElement c, string key) => c.TryGetProperty(key, out var v) ? v.GetDouble() : null;

    private static (int X, int Y) Pair(JsonElement c, string key, int otherwise)
    {
        if (!c.TryGetProperty(key, out var v))
            return (otherwise, otherwise);
        return v.ValueKind == JsonValueKind.Array ? (v[0].GetInt32(), v[1].GetInt32()) : (v.GetInt32(), v.GetInt32());
    }

    private static Margins MarginsOf(JsonElement c)
    {
        if (!c.TryGetProperty("padding", out var v))
            return default;
        if (v.ValueKind == JsonValueKind.Number)
            return Margins.All(v.GetInt32());
        var p = v.EnumerateArray().Select(e => e.GetInt32()).ToArray();
        return p.Length == 2 ? new Margins(p[0], p[0], p[1], p[1]) : new Margins(p[0], p[1], p[2], p[3]);
    }
}
