using System.Net;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studio.Hosting;

namespace GanCmri.Studio.Tests.Hosting;

[Collection(StudioTests.Name)]
public sealed class AccessGuardTests(RunningStudio studio)
{
    private string Token => studio.Server.Url.Query["?token=".Length..];

    [Theory]
    [InlineData("/")]
    [InlineData("/studio.js")]
    [InlineData("/api/hearts/limits")]
    [InlineData("/openapi.json")]
    [InlineData("/?token=0123456789abcdef")]
    public async Task WithoutToken_NothingIsGiven(string path)
    {
        using var client = new HttpClient { BaseAddress = studio.Server.Address };
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("open the address", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenInAddress_BecomesCookieOfThisSiteAndLeavesTheAddress()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = studio.Server.Address };
        using var first = await client.GetAsync("/?token=" + Token);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal("/", first.Headers.Location!.OriginalString);
        var cookie = first.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        using var second = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Theory]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/%5Cevil.example")]
    [InlineData("/studio.js", "/studio.js")]
    [InlineData("/%C3%A9", "/%C3%A9")]
    public async Task TokenInAddress_NeverLeadsToAnotherPlace(string path, string place)
    {
        // As bytes: HttpClient would tidy the address up.
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", studio.Server.Address.Port);
        await using var stream = client.GetStream();
        var request = $"GET {path}?token={Token} HTTP/1.1\r\nHost: {studio.Server.Address.Authority}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 302", answer, StringComparison.Ordinal);
        Assert.Contains($"Location: {place}\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example", null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1:1", null, HttpStatusCode.MisdirectedRequest)]
    [InlineData(null, "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "null", HttpStatusCode.Forbidden)]
    [InlineData(null, null, HttpStatusCode.OK)]
    public async Task ForeignHostOrOrigin_IsRefusedEvenWithToken(string? host, string? origin, HttpStatusCode expected)
    {
        using var client = studio.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/hearts/limits");
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await client.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Post_WithCookieButWithoutOrigin_IsRefused()
    {
        using var client = new HttpClient { BaseAddress = studio.Server.Address };
        using var opened = await client.GetAsync("/?token=" + Token);
        using var answer = await client.PostAsync("/api/hearts/limits", null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Answers_AllowNothingButOwnFiles()
    {
        using var client = studio.Client();
        using var answer = await client.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("127.0.0.1", studio.Server.Address.Host);
    }

    [Fact]
    public async Task Start_PortInUse_SaysSo()
    {
        using var models = ReportModels.Load(null, null, TorchSharp.torch.CPU);
        var taken = new StudioOptions { Port = studio.Server.Address.Port };
        var error = await Assert.ThrowsAsync<GanCmri.Runtime.InputException>(() => StudioServer.StartAsync(taken, models));
        Assert.Contains("in use", error.Message, StringComparison.Ordinal);
    }
}
