using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace GanCmri.Tests.Hosting;

/// <summary>The sample service as a program of its own, asked over loopback.</summary>
public sealed class HeartServicePipelineTests : IDisposable
{
    private readonly Process _service = Start();

    public void Dispose()
    {
        _service.Kill(entireProcessTree: true);
        _service.WaitForExit();
        _service.Dispose();
    }

    [Fact]
    public async Task Get_SixteenRequestsAtOnce_AreAnsweredEachWithItsHeart()
    {
        using var client = new HttpClient { BaseAddress = await Address() };
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => client.GetStringAsync(new Uri($"/hearts/{i % 8}", UriKind.Relative)))
        );
        for (var i = 0; i < answers.Length; i++)
        {
            using var json = JsonDocument.Parse(answers[i]);
            Assert.Equal(i % 8, json.RootElement.GetProperty("seed").GetInt32());
            Assert.InRange(json.RootElement.GetProperty("lvAreaMm2").GetDouble(), 100, 6000);
            Assert.InRange(json.RootElement.GetProperty("sphericityIndex").GetDouble(), 0.2, 1);
        }

        Assert.Equal(8, answers.Take(8).Distinct().Count());
        Assert.Equal([0x89, .. "PNG"u8], (await client.GetByteArrayAsync(new Uri("/hearts/3/image", UriKind.Relative)))[..4]);
        Assert.Contains(
            "/hearts/{seed}",
            await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)),
            StringComparison.Ordinal
        );
        using var refused = await client.GetAsync(new Uri("/hearts/3?psi=7", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("a truncation from 0 to 1", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<Uri> Address()
    {
        const string Sign = "Now listening on: ";
        while (await _service.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf(Sign, StringComparison.Ordinal);
            if (at < 0)
                continue;
            _ = _service.StandardOutput.ReadToEndAsync(); // or the log would fill the pipe
            return new Uri(line[(at + Sign.Length)..]);
        }

        throw new InvalidOperationException(await _service.StandardError.ReadToEndAsync());
    }

    // It runs with the tests' own libraries, beside which the shipped models lie.
    private static Process Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "heart-service.dll");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "pipelines", "heart-service.dll"), program, overwrite: true);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] all =
        [
            "exec",
            "--depsfile",
            Path.Combine(AppContext.BaseDirectory, "GanCmri.Tests.deps.json"),
            "--runtimeconfig",
            Path.Combine(AppContext.BaseDirectory, "GanCmri.Tests.runtimeconfig.json"),
            program,
            "--urls",
            "http://127.0.0.1:0",
        ];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
