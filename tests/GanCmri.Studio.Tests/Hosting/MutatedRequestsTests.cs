using System.Net.Http.Headers;
using GanCmri.Cli.Tests.Endurance;
using GanCmri.Studio.Tests.Associations;

namespace GanCmri.Studio.Tests.Hosting;

/// <summary>Bodies of requests broken by seeded mutation: each is answered, or refused in a line; none is an error of the inside.</summary>
[Collection(StudioTests.Name)]
public sealed class MutatedRequestsTests(RunningStudio studio)
{
    private const int Seed = 25,
        Requests = 200;
    private const string Wish =
        """{"outcomes": ["lv_area_mm2"], "exposures": ["age"], "covariates": [], "family": "linear", "cluster": null}""";
    private const string Jobs =
        "id,cine,slice,seed,lv_area_mm2,trajectory,frames,outputs\na,,,7,+15%,periodic,20,gif curve\nb,x.nii,2,,,own,,\n";

    [Fact]
    public async Task Study_MutatedWish_IsAnsweredOrRefusedInALine()
    {
        using var client = studio.Client();
        var table = await AssociationEndpointsTests.Drop(client, SubjectsCsv.Text(30));
        await All(client, $"/api/tables/{table.GetProperty("id")}/study", Wish, "application/json");
    }

    [Fact]
    public Task Tables_MutatedTable_IsAnsweredOrRefusedInALine() =>
        All(studio.Client(), "/api/tables?packed=false", SubjectsCsv.Text(8), "text/csv");

    [Fact]
    public Task Jobs_MutatedTable_IsAnsweredOrRefusedInALine() => All(studio.Client(), "/api/jobs", Jobs, "text/csv");

    private static async Task All(HttpClient client, string path, string whole, string type)
    {
        var (answered, refused) = (0, 0);
        for (var i = 0; i < Requests; i++)
        {
            using var body = new ByteArrayContent(
                Mutator.Text(System.Text.Encoding.UTF8.GetBytes(whole), new Random(Seed * 1_000_003 + i))
            );
            body.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var answer = await client.PostAsync(path, body);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode is 200 or 201 or (>= 400 and < 500), $"input {i}: {answer.StatusCode} {text}");
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
            (answered, refused) = answer.IsSuccessStatusCode ? (answered + 1, refused) : (answered, refused + 1);
        }

        Assert.True(answered > 0 && refused > 0, $"{answered} answered, {refused} refused");
    }
}
