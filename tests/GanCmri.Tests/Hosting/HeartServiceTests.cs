using GanCmri.Hosting;
using GanCmri.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace GanCmri.Tests.Hosting;

public class HeartServiceTests
{
    [Fact]
    public async Task MakeAsync_SixteenAtOnce_AreThoseMadeOneByOne()
    {
        await using var services = Services(_ => { });
        var hearts = services.GetRequiredService<HeartService>();
        Assert.Same(hearts, services.GetRequiredService<HeartService>());
        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => hearts.MakeAsync((uint)(i % 4))));
        for (uint seed = 0; seed < 4; seed++)
        {
            var alone = await hearts.MakeAsync(seed);
            Assert.True(alone.Measures.AreaMm2 > 0);
            foreach (var heart in together.Where(h => h.Seed == seed))
            {
                Assert.Equal(alone.Image.Pixels, heart.Image.Pixels, (a, b) => Math.Abs(a - b) <= 1e-4f);
                Assert.InRange(heart.Measures.AreaMm2 / alone.Measures.AreaMm2, 0.999, 1.001);
            }
        }
    }

    [Fact]
    public async Task MakeAsync_BadPsiGivenUpOrEnded_Throws()
    {
        var services = Services(o => o.Segmenter = ShippedModels.File("segmenter-small", "segmenter.safetensors"));
        var hearts = services.GetRequiredService<HeartService>();
        foreach (var psi in new[] { double.NaN, -0.1, 1.5 })
            Assert.Contains(
                "psi: expected a truncation from 0 to 1",
                (await Assert.ThrowsAsync<InputException>(() => hearts.MakeAsync(1, psi))).Message
            );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hearts.MakeAsync(1, cancellationToken: new CancellationToken(true)));
        Assert.True((await hearts.MakeAsync(1)).Measures.AreaMm2 > 0);
        await services.DisposeAsync();
        hearts.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => hearts.MakeAsync(1));
    }

    [Fact]
    public async Task GetRequiredService_NoModels_SaysSo()
    {
        await using var services = Services(o => o.ModelFolder = Path.Combine(Path.GetTempPath(), "no-models-here"));
        Assert.Contains("no-models-here", Assert.Throws<InputException>(services.GetRequiredService<HeartService>).Message);
    }

    private static ServiceProvider Services(Action<GanCmriOptions> configure) =>
        new ServiceCollection().AddGanCmri(configure).BuildServiceProvider();
}
