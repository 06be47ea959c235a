using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GanCmri.Studio.Tests.Associations;
using GanCmri.Studio.Tests.Cines;

namespace GanCmri.Studio.Tests.Hosting;

/// <summary>Requests that no page of ours sends: each is answered with a line, none with an error of the inside.</summary>
[Collection(StudioTests.Name)]
public sealed class BrokenRequestsTests(RunningStudio studio)
{
    private const string Json = "application/json";

    [Theory]
    [InlineData("/api/hearts/cine?psi=NaN", "psi: expected")]
    [InlineData("/api/hearts/glimpse?psi=-Infinity", "psi: expected")]
    [InlineData("/api/hearts/glimpse?lvArea=NaN", "lv_area_mm2: expected")]
    [InlineData("/api/hearts/glimpse?lvArea=1e308", "lv_area_mm2: expected")]
    [InlineData("/api/hearts/glimpse?lvArea=1e999", "lv_area_mm2: expected")]
    [InlineData("/api/hearts/text?sphericity=Infinity", "sphericity_index: expected")]
    [InlineData("/api/hearts/cine?frames=99999999999", "frames: expected")]
    [InlineData("/api/hearts/cine?seed=1e3", "seed: expected")]
    [InlineData("/api/hearts/cine?motion=%00", "motion: expected")]
    [InlineData("/api/hearts/files/..%2F..%2Fetc%2Fpasswd", "file: expected")]
    [InlineData("/api/cines/..", "")]
    [InlineData("/api/cines/x/slices/-1", "cine: expected")]
    [InlineData("/api/cines/x/slices/99999999999", "")]
    [InlineData("/api/jobs/%2e%2e%2f", "jobs: expected")]
    [InlineData("/api/jobs/x/states", "jobs: expected")]
    [InlineData("/results/x/jobs/y/cine.html", "jobs: expected")]
    [InlineData("/api/jobs/x?id=1", "address: expected no parameters")]
    [InlineData("/nothing", "address: expected a page of the studio")]
    [InlineData("/api/hearts", "address: expected a page of the studio")]
    public async Task Get_BrokenAddress_IsAnsweredInALine(string path, string message)
    {
        using var client = studio.Client();
        using var answer = await client.GetAsync(path);
        await Refused(answer, message);
    }

    [Theory]
    [InlineData("/?token=0123")]
    [InlineData("/studio.js?v=1")]
    public async Task Page_WithAParameter_OpensAllTheSame(string path)
    {
        using var client = studio.Client();
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    // The web server itself refuses these, before anything of ours.
    [Theory]
    [InlineData("/api/hearts/files/heart.gif%00.png")]
    [InlineData("/api/cines/%00")]
    public async Task Get_ZeroByteInPath_IsRefused(string path)
    {
        using var client = studio.Client();
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"outcomes\":null,\"exposures\":null}")]
    [InlineData("{\"outcomes\":[],\"exposures\":[]}")]
    [InlineData("{\"outcomes\":[null],\"exposures\":[\"age\"]}")]
    [InlineData("{\"outcomes\":[\"lv_area_mm2\"],\"exposures\":[\"age\"],\"covariates\":[null]}")]
    [InlineData("{\"outcomes\":[\"lv_area_mm2\"],\"exposures\":[\"age\"],\"family\":\"99\"}")]
    [InlineData("{\"outcomes\":[\"lv_area_mm2\"],\"exposures\":[\"age\"],\"cluster\":\"nothing\"}")]
    [InlineData("{\"outcomes\":[\"lv_area_mm2\"],\"exposures\":[\"((((age\"]}")]
    [InlineData("{\"outcomes\":\"lv_area_mm2\",\"exposures\":\"age\"}")]
    public async Task Study_BrokenWish_IsAnsweredInALine(string wish)
    {
        using var client = studio.Client();
        var table = await AssociationEndpointsTests.Drop(client, SubjectsCsv.Text(30));
        using var body = new StringContent(wish, Encoding.UTF8, Json);
        using var answer = await client.PostAsync($"/api/tables/{table.GetProperty("id")}/study", body);
        await Refused(answer, "");
    }

    [Theory]
    [InlineData("{\"lvAreaPercent\":1e308}")]
    [InlineData("{\"lvAreaPercent\":\"NaN\"}")]
    [InlineData("{\"lvAreaPercent\":10,\"sphericity\":1e308}")]
    [InlineData("{\"lvAreaPercent\":10,\"slice\":2147483647}")]
    [InlineData("{\"lvAreaPercent\":10,\"slice\":-1}")]
    [InlineData("{\"lvAreaPercent\":10,\"frames\":-5}")]
    [InlineData("{\"lvAreaPercent\":")]
    [InlineData("null")]
    public async Task WhatIf_BrokenWish_IsAnsweredInALine(string wish)
    {
        DrawnHeart.Write(Path.Combine(studio.Data, "broken-wish.nii"));
        using var client = studio.Client();
        using var body = new StringContent(wish, Encoding.UTF8, Json);
        using var answer = await client.PostAsync($"/api/cines/{await IdOf(client, "broken-wish.nii")}/whatif", body);
        await Refused(answer, "");
    }

    [Fact]
    public async Task Upload_TooLarge_IsRefusedAndNothingIsKept()
    {
        using var client = studio.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tables") { Content = new ByteArrayContent(new byte[65 << 20]) };
        request.Headers.ExpectContinue = true; // the answer comes before the bytes are sent
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("64 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_MoreThanTwenty_ForgetTheOldest()
    {
        using var client = studio.Client();
        var first = (await AssociationEndpointsTests.Drop(client, SubjectsCsv.Text(30))).GetProperty("id").GetInt32();
        var last = 0;
        for (var i = 0; i < 20; i++)
            last = (await AssociationEndpointsTests.Drop(client, SubjectsCsv.Text(30))).GetProperty("id").GetInt32();
        var wish = new { outcomes = new[] { "lv_area_mm2" }, exposures = new[] { "age" } };
        using var forgotten = await client.PostAsJsonAsync($"/api/tables/{first}/study", wish);
        await Refused(forgotten, "table: expected one that was dropped here");
        using var kept = await client.PostAsJsonAsync($"/api/tables/{last}/study", wish);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    [Theory]
    [InlineData("torn.nii", 400)]
    [InlineData("empty.nii.gz", 0)]
    public async Task Cine_ThatCannotBeRead_SaysSoWithoutItsName(string name, int bytes)
    {
        var path = Path.Combine(studio.Data, name);
        DrawnHeart.Write(path + ".whole");
        File.WriteAllBytes(path, File.ReadAllBytes(path + ".whole")[..bytes]);
        File.Delete(path + ".whole");
        using var client = studio.Client();
        using var answer = await client.GetAsync($"/api/cines/{await IdOf(client, name)}");
        File.Delete(path);
        await Refused(answer, "cine: expected");
        Assert.DoesNotContain(name, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> IdOf(HttpClient client, string name) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/cines"))
            .EnumerateArray()
            .Single(e => e.GetProperty("name").GetString() == name)
            .GetProperty("id")
            .GetString()!;

    [Theory]
    [InlineData("PUT", "/api/hearts/limits", null, HttpStatusCode.MethodNotAllowed, "method: expected GET, found another; send")]
    [InlineData("POST", "/api/hearts/limits", null, HttpStatusCode.MethodNotAllowed, "method: expected GET, found POST; send")]
    [InlineData("GET", "/api/tables", null, HttpStatusCode.MethodNotAllowed, "method: expected POST, found GET; send")]
    [InlineData(
        "POST",
        "/api/tables/1/study",
        "text/plain",
        HttpStatusCode.UnsupportedMediaType,
        "Content-Type: expected application/json"
    )]
    [InlineData("POST", "/api/cines/x/whatif", null, HttpStatusCode.UnsupportedMediaType, "Content-Type: expected application/json")]
    [InlineData("POST", "/api/tables/x/study", Json, HttpStatusCode.NotFound, "address: expected")]
    public async Task WrongMethodKindOrPlace_IsAnsweredInALine(
        string method,
        string path,
        string? type,
        HttpStatusCode status,
        string message
    )
    {
        using var client = studio.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
            request.Content = type is null ? new ByteArrayContent([1]) : new StringContent("{}", Encoding.UTF8, type);
        using var answer = await client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        await Refused(answer, message);
    }

    [Fact]
    public async Task Study_NameThatIsNone_IsNotLeftOutInSilence()
    {
        using var client = studio.Client();
        var table = await AssociationEndpointsTests.Drop(client, SubjectsCsv.Text(30));
        const string Wish = "{\"outcomes\":[\"lv_area_mm2\"],\"exposures\":[\"age\"],\"covariate\":[\"bmi\"]}";
        using var body = new StringContent(Wish, Encoding.UTF8, Json);
        using var answer = await client.PostAsync($"/api/tables/{table.GetProperty("id")}/study", body);
        await Refused(answer, "request, JSON: expected names, numbers and words as /openapi.json has them");
    }

    // 4xx with a line.
    private static async Task Refused(HttpResponseMessage answer, string message)
    {
        Assert.InRange((int)answer.StatusCode, 400, 499);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var said = JsonDocument.Parse(text).RootElement.GetProperty("message").GetString()!;
        Assert.StartsWith(message, said, StringComparison.Ordinal);
        Assert.Contains(": expected ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("--", said, StringComparison.Ordinal);
    }
}
