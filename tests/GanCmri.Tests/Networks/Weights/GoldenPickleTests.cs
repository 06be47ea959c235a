using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Weights;

/// <summary>Networks computed with NVIDIA's code, read from their pickles directly and after an import to safetensors.</summary>
public sealed class GoldenPickleTests : IDisposable
{
    private const double WsLimit = 1e-5,
        ImageLimit = 3e-5,
        LogitLimit = 2e-5;
    private readonly TemporaryFolder _folder = new();
    private readonly IDisposable _noGrad = no_grad();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _noGrad.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("ada64", false)]
    [InlineData("ada64", true)]
    [InlineData("ada64_cond", false)]
    [InlineData("ada64_cond", true)]
    public void AdaPickle_EveryArray_WithinLimits(string set, bool import)
    {
        var io = Golden.Npz(set + "_io.npz");
        using var g = NetworkFile.LoadGenerator(FileOf(set, "G_ema", import), "G_ema");
        using var raw = NetworkFile.LoadGenerator(FileOf(set, "G", import), "G");
        using var d = NetworkFile.LoadDiscriminator(FileOf(set, "D", import));
        var z = Tensors.Of(io["z"]);
        var c = io.TryGetValue("c", out var labels) ? Tensors.Of(labels) : null;
        Truncated(g, z, c, io, "ws_psi1", 1, null);
        Truncated(g, z, c, io, "ws_psi07", 0.7, null);
        Truncated(g, z, c, io, "ws_psi07_cut8", 0.7, 8);
        Image(g, io, "ws_psi1", "img_psi1_const", Noise.Const);
        Image(g, io, "ws_psi07", "img_psi07_const", Noise.Const);
        Image(g, io, "ws_psi1", "img_psi1_none", Noise.None);
        Image(g, io, "ws_psi07", "img_psi07_none", Noise.None);
        Image(g, io, "ws_psi07_cut8", "img_psi07_cut8_const", Noise.Const);
        Image(g, io, "wplus", "img_wplus_const", Noise.Const);
        var ws = raw.Mapping.Forward(z, c);
        Tensors.Equal(io["G_ws_psi1"], ws[TensorIndex.Colon, 0], WsLimit, "G_ws_psi1");
        Tensors.Equal(io["G_img_psi1_const"], raw.Synthesis.Forward(ws), ImageLimit, "G_img_psi1_const");
        Tensors.Equal(io["w_avg"], g.Mapping.WAvg!, 0, "w_avg");
        Tensors.Equal(io["G_w_avg"], raw.Mapping.WAvg!, 0, "G_w_avg");
        var images = Tensors.Of(io["d_img"]);
        var dc = io.TryGetValue("d_c", out var dLabels) ? Tensors.Of(dLabels) : null;
        Logits(d, images, dc, 8, io["d_logits"]);
        Logits(d, images, dc, 3, io["d_logits_first3"]);
        Logits(d, images, dc, 1, io["d_logits_first1"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TensorFlowPickle_EveryArray_WithinLimits(bool import)
    {
        const string Set = "tf_stylegan2";
        var io = Golden.Npz(Set + "_io.npz");
        using var g = NetworkFile.LoadGenerator(FileOf(Set, "G_ema", import), "G_ema");
        using var raw = NetworkFile.LoadGenerator(FileOf(Set, "G", import), "G");
        var z = Tensors.Of(io["z"]);
        Truncated(g, z, null, io, "ws_psi1", 1, null);
        Truncated(g, z, null, io, "ws_psi05", 0.5, null);
        Truncated(g, z, null, io, "ws_psi07_cut8", 0.7, 8);
        Image(g, io, "ws_psi1", "img_psi1_const", Noise.Const);
        Image(g, io, "ws_psi1", "img_psi1_none", Noise.None);
        Image(g, io, "ws_psi05", "img_psi05_const", Noise.Const);
        Image(g, io, "ws_psi07_cut8", "img_psi07_cut8_const", Noise.Const);
        Image(g, io, "wplus", "img_wplus_const", Noise.Const);
        Tensors.Equal(io["G_img_psi1_const"], raw.Forward(z[..1]), ImageLimit, "G_img_psi1_const");
        Tensors.Equal(io["w_avg"], g.Mapping.WAvg!, 0, "w_avg");
        var images = Tensors.Of(io["d_img"]);
        using var d = NetworkFile.LoadDiscriminator(FileOf(Set, "D", import));
        Logits(d, images, null, 8, io["d_logits_group4"]);
        Logits(d, images, null, 3, io["d_logits_first3"]);
        using var whole = NetworkFile.LoadDiscriminator(
            FileOf(Set, "D", import, StddevGrouping.WholeBatch),
            grouping: StddevGrouping.WholeBatch
        );
        Logits(whole, images, null, 8, io["d_logits_group_all"]);
    }

    private static void Truncated(
        StyleGan2Generator g,
        Tensor z,
        Tensor? c,
        IReadOnlyDictionary<string, NpyArray> io,
        string name,
        double psi,
        int? cutoff
    ) => Tensors.Equal(io[name], g.Mapping.Forward(z, c, psi, cutoff), WsLimit, name);

    private static void Image(StyleGan2Generator g, IReadOnlyDictionary<string, NpyArray> io, string ws, string name, Noise noise) =>
        Tensors.Equal(io[name], g.Synthesis.Forward(Tensors.Of(io[ws]), noise), ImageLimit, name);

    private static void Logits(Discriminator d, Tensor images, Tensor? c, int count, NpyArray expected) =>
        Tensors.Equal(expected, d.Forward(images[..count], c?[..count]), 0, $"logits of {count}", LogitLimit);

    private string FileOf(string set, string network, bool import, StddevGrouping grouping = StddevGrouping.AsTrained)
    {
        var pickle = Golden.Path(set + ".pkl");
        if (!import)
            return pickle;
        var file = _folder.File($"{set}-{network}-{grouping}.safetensors");
        NetworkFile.Import(pickle, file, network, grouping: grouping);
        return file;
    }
}
