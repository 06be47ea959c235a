using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GanCmri.Studio.Tests.Cines;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Studio.Tests.Jobs;

[Collection(StudioTests.Name)]
public sealed partial class JobEndpointsTests(RunningStudio studio)
{
    private const string Head = "id,seed,lv_area_mm2,trajectory,frames,outputs\n";

    [Fact]
    public async Task Drop_TellsBadCellsBeforeAnythingStarts()
    {
        using var client = studio.Client();
        var batch = await Drop(client, Head + "good,7,+10%,ed-to-es,2,thumbnail\nbad,x,,,2,\nworse,7,+900%,,2,\n");
        Assert.Equal("waiting", batch.GetProperty("state").GetProperty("phase").GetString());
        Assert.Equal(["good"], batch.GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("name").GetString()));
        Assert.Equal(
            ["3 seed", "4 lv_area_mm2"],
            batch.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("line")} {p.GetProperty("column")}")
        );
        Assert.False(Directory.Exists(Path.Combine(studio.Output, "jobs-" + batch.GetProperty("id"))));
    }

    [Fact]
    public async Task Run_TellsProgressAndGivesEachJobsFiles()
    {
        using var client = studio.Client();
        var id = (await Drop(client, Head + "one,7,+10%,ed-to-es,2,thumbnail numbers\n")).GetProperty("id").GetString();
        using var started = await client.PostAsync($"/api/jobs/{id}/run", null);
        Assert.True(started.IsSuccessStatusCode);
        var states = await client.GetStringAsync($"/api/jobs/{id}/states"); // ends with the run
        Assert.Contains("data: {\"phase\":\"done\",\"done\":1,\"total\":1,\"message\":\"\"}", states, StringComparison.Ordinal);
        var job = (await client.GetFromJsonAsync<JsonElement>($"/api/jobs/{id}")).GetProperty("jobs")[0];
        Assert.True(
            job.GetProperty("numbers").GetProperty("after").GetDouble() > job.GetProperty("numbers").GetProperty("before").GetDouble()
        );
        Assert.StartsWith("cine,", await client.GetStringAsync($"/results/{id}/jobs/one/numbers.csv"), StringComparison.Ordinal);
        using var index = await client.GetAsync($"/results/{id}/index.html");
        Assert.Contains("script-src 'sha256-", index.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_SliceOrFramesThatACineLacks_AreToldBeforeAnythingStarts()
    {
        using var client = studio.Client();
        DrawnHeart.Write(Path.Combine(studio.Data, "five-slices.nii"));
        var batch = await Drop(
            client,
            "id,cine,slice,frames,outputs\na,five-slices.nii,4,6,numbers\nb,five-slices.nii,5,2,numbers\nc,five-slices.nii,,7,numbers\n"
        );
        Assert.Equal(["a"], batch.GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("name").GetString()));
        Assert.Equal(
            ["3 slice: expected 0 to 4, found 5", "4 frames: expected at most the 6 frames of this cine, found 7"],
            batch
                .GetProperty("problems")
                .EnumerateArray()
                .Select(p =>
                    $"{p.GetProperty("line")} {p.GetProperty("column")}: expected {p.GetProperty("expected")}, found "
                    + $"{p.GetProperty("found")}"
                )
        );
    }

    [Fact]
    public async Task Run_ThatMakesNothing_SaysSoInItsState()
    {
        using var client = studio.Client();
        new NiftiWriter
        {
            Sizes = [64, 64, 1, 6],
            PixDim = [1, 2.7f, 2.7f, 8, 0.15f],
            Value = (_, _, _, _) => 0, // no heart
        }.Write(Path.Combine(studio.Data, "black.nii"));
        const string Csv = "id,cine,frames,outputs\na,black.nii,2,numbers\nb,black.nii,3,numbers\n";
        var id = (await Drop(client, Csv)).GetProperty("id").GetString();
        using var started = await client.PostAsync($"/api/jobs/{id}/run", null);
        var states = await client.GetStringAsync($"/api/jobs/{id}/states"); // ends with the run
        Assert.Contains("\"message\":\"2 of 2 jobs could not be made", states, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/results/{id}/jobs/one/job.json")]
    [InlineData("/results/{id}/jobs/..%2F..%2F..%2Fetc/numbers.csv")]
    [InlineData("/results/{id}/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/results/{id}/.lock")]
    [InlineData("/results/ffff/index.html")]
    public async Task Files_OtherThanResults_AreNotGiven(string path)
    {
        using var client = studio.Client();
        var id = (await Drop(client, Head + "one,7,+11%,ed-to-es,2,thumbnail numbers\n")).GetProperty("id").GetString();
        using var answer = await client.GetAsync(path.Replace("{id}", id, StringComparison.Ordinal));
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.NotFound });
    }

    [Fact]
    public async Task Cine_OutsideTheDataFolder_IsABadRow()
    {
        using var client = studio.Client();
        var batch = await Drop(client, "id,cine\na,../out\nb,/etc\n");
        Assert.All(batch.GetProperty("problems").EnumerateArray(), p => Assert.Equal("cine", p.GetProperty("column").GetString()));
        Assert.Equal(2, batch.GetProperty("problems").GetArrayLength());
        Assert.Contains("expected a cine in the studio's data folder", batch.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("--", batch.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_NoJobsFile_SaysWhatIsExpected()
    {
        using var client = studio.Client();
        using var answer = await client.PostAsync("/api/jobs", new StringContent("id,lv_area\na,+5%\n"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "jobs.csv, line 1",
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Stop_ThenRun_GoesOnToTheEnd()
    {
        using var client = studio.Client();
        var rows = string.Concat(Enumerable.Range(1, 300).Select(i => $"j{i},{i},,ed-to-es,2,numbers\n"));
        var id = (await Drop(client, Head + rows)).GetProperty("id").GetString();
        using var started = await client.PostAsync($"/api/jobs/{id}/run", null);
        using var twice = await client.PostAsync($"/api/jobs/{id}/run", null);
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        using var stopped = await client.PostAsync($"/api/jobs/{id}/stop", null);
        Assert.Contains("\"phase\":\"stopped\"", await client.GetStringAsync($"/api/jobs/{id}/states"), StringComparison.Ordinal);
        using var again = await client.PostAsync($"/api/jobs/{id}/run", null);
        Assert.Contains("\"phase\":\"done\",\"done\":300", await client.GetStringAsync($"/api/jobs/{id}/states"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_FinishedJobsStayAndCanBeOpened()
    {
        using var client = studio.Client();
        var rows = string.Concat(Enumerable.Range(101, 300).Select(i => $"s{i},{i},,ed-to-es,2,numbers\n"));
        var id = (await Drop(client, Head + rows)).GetProperty("id").GetString();
        using var started = await client.PostAsync($"/api/jobs/{id}/run", null);
        using var events = await client.GetAsync($"/api/jobs/{id}/states", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line && !OneIsDone().IsMatch(line))
            Assert.DoesNotContain("\"phase\":\"done\"", line, StringComparison.Ordinal);
        using var stopped = await client.PostAsync($"/api/jobs/{id}/stop", null);
        Assert.Contains("\"phase\":\"stopped\"", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        await AllOpen(client, await client.GetFromJsonAsync<JsonElement>($"/api/jobs/{id}"));
        await AllOpen(client, await Drop(client, Head + rows)); // and when the file is dropped again
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"done\":[1-9]")]
    private static partial System.Text.RegularExpressions.Regex OneIsDone();

    private static async Task AllOpen(HttpClient client, JsonElement batch)
    {
        var finished = batch.GetProperty("jobs").EnumerateArray().Where(j => j.GetProperty("files").GetArrayLength() > 0).ToArray();
        Assert.InRange(finished.Length, 1, 299);
        foreach (var job in finished)
        {
            var place = $"/results/{batch.GetProperty("id")}/jobs/{job.GetProperty("name")}/numbers.csv";
            Assert.StartsWith("cine,", await client.GetStringAsync(place), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Drop_Again_IsCheckedAnew()
    {
        using var client = studio.Client();
        const string Csv = "id,cine,trajectory,frames,outputs\nlater,comes-later.nii,ed-to-es,2,numbers\n";
        var before = await Drop(client, Csv);
        Assert.Equal("cine", before.GetProperty("problems")[0].GetProperty("column").GetString());
        DrawnHeart.Write(Path.Combine(studio.Data, "comes-later.nii"));
        var after = await Drop(client, Csv);
        Assert.Equal(before.GetProperty("id").GetString(), after.GetProperty("id").GetString());
        Assert.Equal(0, after.GetProperty("problems").GetArrayLength());
        Assert.Equal("later", after.GetProperty("jobs")[0].GetProperty("name").GetString());
        File.Delete(Path.Combine(studio.Data, "comes-later.nii"));
        Assert.Equal(1, (await Drop(client, Csv)).GetProperty("problems").GetArrayLength());
    }

    private static async Task<JsonElement> Drop(HttpClient client, string csv)
    {
        using var answer = await client.PostAsync("/api/jobs", new StringContent(csv));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
