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
    [InlineData("/api/hearts/cine?frames=99999999999", "request: expected")]
    [InlineData("/api/hearts/cine?seed=1e3", "request: expected")]
    [InlineData("/api/hearts/cine?motion=%00", "motion: expected")]
    [InlineData("/api/hearts/files/..%2F..%2Fetc%2Fpasswd", "file: expected")]
    [InlineData("/api/hearts/files/heart.gif%00.png", "")]
    [InlineData("/api/cines/%00", "")]
    [InlineData("/api/cines/..", "")]
    [InlineData("/api/cines/x/slices/-1", "cine: expected")]
    [InlineData("/api/cines/x/slices/99999999999", "")]
    [InlineData("/api/jobs/%2e%2e%2f", "jobs: expected")]
    [InlineData("/api/jobs/x/states", "jobs: expected")]
    [InlineData("/results/x/jobs/y/cine.html", "jobs: expected")]
    [InlineData("/nothing", "")]
    public async Task Get_BrokenAddress_IsAnsweredInALine(string path, string message)
    {
        using var client = studio.Client();
        using var answer = await client.GetAsync(path);
        await Refused(answer, message);
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

    // 4xx with a line; without one where no endpoint is meant.
    private static async Task Refused(HttpResponseMessage answer, string message)
    {
        Assert.InRange((int)answer.StatusCode, 400, 499);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        if (message.Length > 0)
            Assert.StartsWith(message, JsonDocument.Parse(text).RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
