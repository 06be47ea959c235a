using GanCmri.Latents;
using GanCmri.Runtime;

namespace GanCmri.Tests.Latents;

public class LatentImagesTests
{
    [Fact]
    public void Render_WForOneOrForAllLayers_GivesTheSameImage()
    {
        using var network = TinyNetworks.Generator();
        var w = LatentImages.OfSeeds(network, [3], 0.7)[0];
        float[] everyLayer = [.. Enumerable.Repeat(w, network.NumWs).SelectMany(x => x)];
        var images = LatentImages.Render(network, [w, everyLayer]);
        Assert.True(Golden.MaxError(images[0], images[1]) < 1e-6);
        Assert.Equal(256, images[0].Length);
    }

    [Fact]
    public void OfSeeds_SameSeedAmongOthers_GivesTheSameW()
    {
        using var network = TinyNetworks.Generator();
        Assert.True(Golden.MaxError(LatentImages.OfSeeds(network, [5, 6], 1)[1], LatentImages.OfSeeds(network, [6], 1)[0]) < 1e-5);
    }

    [Fact]
    public void Render_LatentOfAnotherNetwork_Throws()
    {
        using var network = TinyNetworks.Generator();
        Assert.Throws<InputException>(() => LatentImages.Render(network, [new float[5]]));
    }
}
