using GanCmri.Runtime;
using GanCmri.Studio.Hosting;

namespace GanCmri.Studio.Tests.Hosting;

[Collection(StudioTests.Name)]
public sealed class ClosingTests(RunningStudio studio)
{
    [Fact]
    public async Task Dispose_InMidRunWithAPageThatWatches_EndsAndGoesOnNextTime()
    {
        using var folder = new TemporaryFolder();
        var options = new StudioOptions { OutputFolder = folder.File("out") };
        var csv =
            "id,seed,trajectory,frames,outputs\n" + string.Concat(Enumerable.Range(1, 34).Select(i => $"j{i},{i},ed-to-es,2,numbers\n"));
        var first = await StudioServer.StartAsync(options, studio.Models);
        using (var client = RunningStudio.Client(first))
        {
            var id = await Id(client, csv);
            using var run = await client.PostAsync($"/api/jobs/{id}/run", null);
            using var events = await client.GetAsync($"/api/jobs/{id}/states", HttpCompletionOption.ResponseHeadersRead);
            using var reader = new StreamReader(await events.Content.ReadAsStreamAsync());
            Assert.Contains("running", await reader.ReadLineAsync(), StringComparison.Ordinal);
            await first.DisposeAsync();
            Assert.DoesNotContain("\"done\":34", await reader.ReadToEndAsync(), StringComparison.Ordinal); // the stream ends, the run too
        }

        await using var second = await StudioServer.StartAsync(options, studio.Models);
        using var again = RunningStudio.Client(second);
        var same = await Id(again, csv);
        using var goesOn = await again.PostAsync($"/api/jobs/{same}/run", null);
        Assert.Contains("\"phase\":\"done\",\"done\":34", await again.GetStringAsync($"/api/jobs/{same}/states"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OutputOfARunningStudio_IsRefusedUntilThatOneEnds()
    {
        using var folder = new TemporaryFolder();
        var options = new StudioOptions { OutputFolder = folder.File("out") };
        await using (await StudioServer.StartAsync(options, studio.Models))
        {
            var error = await Assert.ThrowsAsync<InputException>(() => StudioServer.StartAsync(options, studio.Models));
            Assert.Contains("expected a place that no other run writes, found one that is in use", error.Message, StringComparison.Ordinal);
        }

        await using var next = await StudioServer.StartAsync(options, studio.Models);
        Assert.True(Directory.Exists(options.OutputFolder));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    [InlineData("")]
    public async Task Start_OutputThatCannotBe_IsRefused(string output)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "mine");
        var options = new StudioOptions { OutputFolder = output.Length == 0 ? "" : folder.File(output) };
        await Assert.ThrowsAsync<InputException>(async () => await (await StudioServer.StartAsync(options, studio.Models)).DisposeAsync());
        Assert.Equal("mine", File.ReadAllText(folder.File("file")));
    }

    [Fact]
    public async Task Command_OutputIsAFile_EndsWithTwo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "mine");
        Assert.Equal(2, await GanCmri.Cli.App.RunAsync(["studio", "--no-browser", "--device", "cpu", "--out", folder.File("file")]));
        Assert.Equal(2, await GanCmri.Cli.App.RunAsync(["studio", "--no-browser", "--device", "cpu", "--out", folder.File("file/below")]));
    }

    private static async Task<string> Id(HttpClient client, string csv)
    {
        using var answer = await client.PostAsync("/api/jobs", new StringContent(csv));
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("id").GetString()!;
    }
}
