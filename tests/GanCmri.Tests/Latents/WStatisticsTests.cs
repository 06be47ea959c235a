using GanCmri.Formats;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Tests.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Latents;

public class WStatisticsTests
{
    [Fact]
    public void Sample_MoreThanOneBatch_IsTheMeanAndSpreadOfMappedNoise()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var network = TinyNetworks.Generator();
        var z = tensor(NumpyRandom.Latent(7, 1500 * 16), 1500, 16);
        var w = network.Mapping.Forward(z)[TensorIndex.Colon, 0].to(ScalarType.Float64);
        var mean = w.mean([0]);
        var statistics = WStatistics.Sample(network, 1500, 7);
        Assert.True(Golden.MaxError([.. statistics.Mean], mean.to(ScalarType.Float32).data<float>().ToArray()) < 1e-6);
        Assert.Equal(Math.Sqrt((w - mean).square().sum(1).mean().item<double>()), statistics.Std, 1e-6);
    }

    [Fact]
    public void Sample_AsStyleGan2Does_EqualsTheReference()
    {
        using var generator = Ada64.Generator();
        var statistics = WStatistics.Sample(generator);
        Assert.True(
            Golden.MaxError([.. statistics.Mean], [.. NpyFile.Read(Golden.Path("projector_w_avg.npy")).ToDoubles().Select(x => (float)x)])
                < 5e-5
        );
        Assert.Equal(1, statistics.Std / Golden.Json("projector.json").GetProperty("w_std").GetDouble(), 1e-5);
    }
}
