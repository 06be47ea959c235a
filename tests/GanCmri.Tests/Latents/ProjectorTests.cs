using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Latents;

[Trait(TestPrecision.Trait, TestPrecision.Both)]
public class ProjectorTests
{
    private static readonly ProjectorOptions Quick = new()
    {
        Steps = 120,
        LearningRate = 0.1,
        PlateauGain = 0,
    };

    private static float[][] Made(StyleGan2Generator network, int count, bool everyLayerItsOwn = false)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var n = everyLayerItsOwn ? count * network.NumWs : count;
        var w = network.Mapping.Forward(tensor(NumpyRandom.Latent(9, n * 16), n, 16));
        if (everyLayerItsOwn)
            w = w[TensorIndex.Colon, 0].reshape(count, network.NumWs, 16);
        return [.. network.Synthesis.Forward(w).unbind(0).Select(i => i.data<float>().ToArray())];
    }

    [Fact]
    public void Project_ImagesOfTheGenerator_FindsThem()
    {
        using var network = TinyNetworks.Generator();
        var images = Made(network, 2);
        var found = new Projector(network, Quick).Project(images);
        foreach (var (projection, image) in found.Zip(images))
        {
            Assert.InRange(projection.Quality.Mse / image.Average(x => (double)x * x), 0, 0.05);
            Assert.Equal(120, projection.Steps);
            Assert.Equal(16, projection.W.Length);
            Assert.Equal(projection.Quality.Mse, Mse(Render(network, projection.W), image), 1e-6);
        }
    }

    [Fact]
    public void Project_InWPlus_IsCloserThanInW()
    {
        using var network = TinyNetworks.Generator();
        var images = Made(network, 2, everyLayerItsOwn: true);
        var w = new Projector(network, Quick).Project(images);
        var wPlus = new Projector(network, Quick with { Space = LatentSpace.WPlus }).Project(images);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(16 * network.NumWs, wPlus[i].W.Length);
            Assert.InRange(wPlus[i].Quality.Mse / w[i].Quality.Mse, 0, TestPrecision.Tolerance(0.3, 0.5));
        }
    }

    [Fact]
    public void Project_AloneOrWithOthers_IsTheSame()
    {
        using var network = TinyNetworks.Generator();
        using var discriminator = TinyNetworks.Discriminator();
        var images = Made(network, 4);
        var options = Quick with
        {
            Steps = 40,
            PlateauGain = 0.05,
            PlateauSteps = 5,
            InitialNoise = 0.05,
            NoiseRamp = 0.3,
            OptimiseNoise = true,
        };
        var statistics = WStatistics.Sample(network, 500);
        var together = new Projector(network, options, statistics, DiscriminatorFeatures.Of(discriminator)).Project(images);
        var alone = new Projector(network, options with { BatchSize = 1 }, statistics, DiscriminatorFeatures.Of(discriminator)).Project(
            images
        );
        for (var i = 0; i < images.Length; i++)
        {
            Assert.Equal(alone[i].Steps, together[i].Steps);
            // Rounding differs with the batch's size; 40 steps of Adam keep it small.
            Assert.InRange(Golden.MaxError(together[i].W, alone[i].W) / Golden.MaxAbs(alone[i].W), 0, TestPrecision.Tolerance(1e-3, 0.05));
        }
    }

    [Fact]
    public void Project_EasyImage_EndsEarlier()
    {
        using var network = TinyNetworks.Generator();
        var projector = new Projector(network, new ProjectorOptions { Steps = 240, PlateauGain = 0.02 }, WStatistics.Sample(network, 500));
        var mean = projector.Statistics.Mean.ToArray();
        var noise = NumpyRandom.Latent(3, 256).Select(x => 0.5f * x).ToArray();
        var found = projector.Project([noise, Made(network, 1)[0]]);
        Assert.True(found[0].Steps < 240); // white noise: nothing more to gain after the first steps
        Assert.True(found[1].Steps > found[0].Steps);
        Assert.True(found[1].Quality.Mse < found[0].Quality.Mse);
        Assert.NotEqual(mean, found[1].W);
    }

    [Fact]
    public void Project_FromTheNeighbour_NeedsFewerSteps()
    {
        using var network = TinyNetworks.Generator();
        var projector = new Projector(network, Quick with { Steps = 30 }, WStatistics.Sample(network, 500));
        var image = Made(network, 1)[0];
        var exact = new Projector(network, Quick with { Steps = 200 }, projector.Statistics).Project([image])[0];
        var cold = projector.Project([image])[0];
        var warm = projector.Project(
            [image],
            [
                [.. exact.W.Select(x => x + 0.02f)],
            ]
        )[0];
        Assert.True(warm.Quality.Mse < 0.5 * cold.Quality.Mse);
    }

    [Fact]
    public void Project_OptimisedNoise_StaysNormal()
    {
        using var network = TinyNetworks.Generator();
        var found = new Projector(
            network,
            ProjectorOptions.Reference with
            {
                Steps = 60,
            },
            WStatistics.Sample(network, 500),
            x => x.flatten(1)
        ).Project(Made(network, 1));
        Assert.True(double.IsFinite(found[0].Quality.Mse));
        Assert.True(found[0].Quality.Ssim > 0.5);
    }

    [Fact]
    public void Project_GeneratorWeights_StayUntouched()
    {
        using var network = TinyNetworks.Generator();
        var before = network.parameters().Select(p => p.data<float>().ToArray()).ToArray();
        new Projector(network, Quick with { Steps = 5 }, WStatistics.Sample(network, 100)).Project(Made(network, 1));
        Assert.Equal(before, network.parameters().Select(p => p.data<float>().ToArray()));
        Assert.All(network.parameters(), p => Assert.Null(p.grad));
    }

    [Fact]
    public void Project_ImageOfAnotherSize_Throws()
    {
        using var network = TinyNetworks.Generator();
        var projector = new Projector(network, Quick, WStatistics.Sample(network, 100));
        Assert.Contains(
            "1 x 16 x 16",
            Assert.Throws<InputException>(() => projector.Project([new float[64]])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Project_Cancelled_Stops()
    {
        using var network = TinyNetworks.Generator();
        using var source = new CancellationTokenSource();
        source.Cancel();
        var projector = new Projector(network, Quick, WStatistics.Sample(network, 100));
        Assert.Throws<OperationCanceledException>(() => projector.Project(Made(network, 1), cancellationToken: source.Token));
    }

    private static float[] Render(StyleGan2Generator network, float[] w)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return network.Synthesis.Forward(tensor(w, 1, 1, w.Length).expand(-1, network.NumWs, -1)).data<float>().ToArray();
    }

    private static double Mse(float[] a, float[] b) => a.Zip(b, (x, y) => ((double)x - y) * (x - y)).Average();
}
