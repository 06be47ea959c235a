using System.Net;
using System.Text.Json;

namespace GanCmri.Cli.Tests.Pipelines;

/// <summary>The sample service as a program of its own, asked over loopback.</summary>
public class HeartServicePipelineTests
{
    [Fact]
    public async Task Get_SixteenRequestsAtOnce_AreAnsweredAsOneByOne()
    {
        using var service = new HeartServiceProcess(AppContext.BaseDirectory, "--GanCmri:Device", "cpu");
        using var client = new HttpClient { BaseAddress = await service.Address() };
        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Heart(client, i)));
        for (var i = 0; i < together.Length; i++)
        {
            var alone = await Heart(client, i);
            Assert.Equal(i, together[i].Seed);
            Assert.InRange(together[i].LvAreaMm2!.Value, 100, 6000);
            Assert.InRange(together[i].LvAreaMm2!.Value / alone.LvAreaMm2!.Value, 0.999, 1.001);
            Assert.InRange(together[i].SphericityIndex!.Value / alone.SphericityIndex!.Value, 0.999, 1.001);
        }

        Assert.Equal(16, together.Select(h => h.LvAreaMm2).Distinct().Count());
        Assert.Equal([0x89, .. "PNG"u8], (await client.GetByteArrayAsync(At("/hearts/3/image")))[..4]);
        Assert.Contains("/hearts/{seed}", await client.GetStringAsync(At("/openapi/v1.json")), StringComparison.Ordinal);
        using var refused = await client.GetAsync(At("/hearts/3?psi=7"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("a truncation from 0 to 1", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ManyRequests_DoNotLetItGrow()
    {
        using var service = new HeartServiceProcess(AppContext.BaseDirectory);
        using var client = new HttpClient { BaseAddress = await service.Address() };
        await Ask(client, 48);
        var before = service.Memory;
        await Ask(client, 96);
        Assert.InRange(service.Memory - before, long.MinValue, 96 << 20); // less than 1 MB a request
    }

    [Fact]
    public async Task Start_ADeviceOfItsConfigurationThatIsNone_EndsWithALine()
    {
        using var service = new HeartServiceProcess(AppContext.BaseDirectory, "--GanCmri:Device", "warp");
        var said = (await Assert.ThrowsAsync<InvalidOperationException>(service.Address)).Message.Trim();
        Assert.Contains("warp", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    private static async Task Ask(HttpClient client, int times)
    {
        foreach (var some in Enumerable.Range(0, times).Chunk(16))
            await Task.WhenAll(some.Select(i => Heart(client, i)));
    }

    private static async Task<Answer> Heart(HttpClient client, int seed) =>
        JsonSerializer.Deserialize<Answer>(await client.GetStringAsync(At($"/hearts/{seed}")), JsonSerializerOptions.Web)!;

    private static Uri At(string path) => new(path, UriKind.Relative);

    // A heart without a cavity has neither.
    private sealed record Answer(int Seed, double? LvAreaMm2, double? SphericityIndex);
}
