using GanCmri.Latents;
using GanCmri.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Latents;

[Trait(TestPrecision.Trait, TestPrecision.Both)]
public class CineProjectorTests
{
    [Fact]
    public void Project_CinesOfDifferentLengths_GivesEveryFrameInItsPlace()
    {
        using var network = TinyNetworks.Generator();
        var statistics = WStatistics.Sample(network, 500);
        float[][] ends = [.. LatentImages.OfSeeds(network, [1, 2], 1)];
        float[][] path = [.. Enumerable.Range(0, 7).Select(t => ends[0].Zip(ends[1], (a, b) => a + t / 6f * (b - a)).ToArray())];
        var cine = LatentImages.Render(network, path);
        float[][] pair = [cine[6], cine[0]];
        var projector = new CineProjector(new Projector(network, new ProjectorOptions { Steps = 120, PlateauGain = 0 }, statistics));
        var found = projector.Project([cine, pair, [cine[3]]]);
        Assert.Equal([7, 2, 1], found.Select(c => c.Count));
        for (var t = 0; t < 7; t++)
        {
            var others = Enumerable
                .Range(0, 7)
                .Where(o => Math.Abs(o - t) > 2)
                .Min(o => Mse(cine[o], LatentImages.Render(network, [found[0][t].W])[0]));
            Assert.True(found[0][t].Quality.Mse < 0.5 * others); // nearer to its own frame than to any two steps away
        }

        Assert.Equal(found[1][1].Quality.Mse, found[0][0].Quality.Mse, 1e-3);
    }

    private static double Mse(float[] a, float[] b) => a.Zip(b, (x, y) => ((double)x - y) * (x - y)).Average();
}
