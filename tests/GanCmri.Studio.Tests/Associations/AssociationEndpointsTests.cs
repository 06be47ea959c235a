using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GanCmri.Studio.Tests.Associations;

[Collection(StudioTests.Name)]
public sealed class AssociationEndpointsTests(RunningStudio studio)
{
    private static readonly object Wish = new
    {
        outcomes = new[] { "lv_area_mm2", "rv_edv_ml" },
        exposures = new[] { "age", "sex" },
        covariates = new[] { "bmi" },
    };

    [Fact]
    public async Task Study_FindsWhatTheTableHolds()
    {
        using var client = studio.Client();
        var table = await Drop(client, SubjectsCsv.Text());
        Assert.Equal(
            ["id", "lv_area_mm2", "sphericity_index", "rv_edv_ml", "age", "sex", "bmi"],
            table.GetProperty("header").EnumerateArray().Select(h => h.GetString())
        );
        using var answer = await client.PostAsJsonAsync($"/api/tables/{table.GetProperty("id")}/study", Wish);
        var study = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var tests = study.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(4, tests.Length);
        Assert.InRange(tests[0][4].GetDouble(), 18, 22);
        Assert.Equal("Right ventricle", study.GetProperty("groups")[tests[2][3].GetInt32()].GetString());
        Assert.Equal(200, study.GetProperty("sample").GetProperty("rows").GetInt32());
        Assert.DoesNotContain("S17", study.GetProperty("sample").GetRawText(), StringComparison.Ordinal); // no identifiers
    }

    [Theory]
    [InlineData("", "table: expected")]
    [InlineData("\u0089PNG\r\n\u001a\nxxxxxxxx", "table: expected")]
    public async Task Drop_NoTable_SaysSoWithoutOurPaths(string text, string message)
    {
        using var client = studio.Client();
        using var answer = await client.PostAsync("/api/tables", new ByteArrayContent([.. text.Select(c => (byte)c)]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var said = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString()!;
        Assert.StartsWith(message, said, StringComparison.Ordinal);
        Assert.DoesNotContain(".csv", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "age", "column 'nothing'")]
    [InlineData("age", "nothing", "column 'nothing'")]
    public async Task Study_ColumnThatCannotBe_IsNamed(string outcome, string exposure, string message)
    {
        using var client = studio.Client();
        var table = await Drop(client, SubjectsCsv.Text());
        using var answer = await client.PostAsJsonAsync(
            $"/api/tables/{table.GetProperty("id")}/study",
            new { outcomes = new[] { outcome }, exposures = new[] { exposure } }
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            message,
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("logistic", "group", "words that say which is the case")]
    [InlineData("linear", "mixed", "numbers with a decimal point in every row")]
    [InlineData("cox", "lv_area_mm2", "linear, logistic, firth, poisson, negativebinomial")]
    [InlineData("linear, logistic", "lv_area_mm2", "linear, logistic, firth, poisson, negativebinomial")]
    public async Task Study_ThatCannotBe_IsSaidInTheStudiosWords(string family, string outcome, string expected)
    {
        using var client = studio.Client();
        var rows = Enumerable
            .Range(0, 200)
            .Select(i => $"{i},{(i % 2 == 0 ? "left" : "right")},{(i == 190 ? "n.d." : i)},{2000 + i},{40 + i % 37}");
        var table = await Drop(client, "id,group,mixed,lv_area_mm2,age\n" + string.Join('\n', rows) + "\n");
        using var answer = await client.PostAsJsonAsync(
            $"/api/tables/{table.GetProperty("id")}/study",
            new
            {
                outcomes = new[] { outcome },
                exposures = new[] { "age" },
                family,
            }
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var said = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString();
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.DoesNotContain("--", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_UnknownTable_IsRefused()
    {
        using var client = studio.Client();
        using var answer = await client.PostAsJsonAsync("/api/tables/999/study", Wish);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    internal static async Task<JsonElement> Drop(HttpClient client, string csv)
    {
        using var answer = await client.PostAsync("/api/tables", new StringContent(csv));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
