using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GanCmri.Statistics.Regression;

namespace GanCmri.Studio.Tests.Cines;

[Collection(StudioTests.Name)]
public sealed class CineEndpointsTests(RunningStudio studio)
{
    [Fact]
    public async Task List_NamesPlacesByDigestAlone()
    {
        var (_, entry) = await Opened("Miller-John.nii");
        Assert.Matches("^[0-9a-f]{12}$", entry.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Slice_IsOutlinedAndMeasured()
    {
        var (client, entry) = await Opened("outlined.nii");
        var id = entry.GetProperty("id").GetString();
        var stack = await client.GetFromJsonAsync<JsonElement>($"/api/cines/{id}");
        Assert.Equal([6, 6, 6, 6, 6], stack.GetProperty("slices").EnumerateArray().Select(s => s.GetInt32()));
        var frames = await client.GetFromJsonAsync<JsonElement>($"/api/cines/{id}/slices/2");
        Assert.Equal(6 * 64 * 64, frames.GetProperty("pixels").GetBytesFromBase64().Length);
        var outlines = await client.GetFromJsonAsync<JsonElement>($"/api/cines/{id}/slices/2/outlines");
        Assert.Equal(6, outlines.GetProperty("lvAreas").GetArrayLength());
    }

    [Fact]
    public async Task Correction_IsSavedAsMaskAndRow_CountsAndIsFoundAgain()
    {
        var (client, entry) = await Opened("corrected.nii");
        var id = entry.GetProperty("id").GetString();
        using var answer = await client.PutAsJsonAsync(
            $"/api/cines/{id}/slices/2/frames/1",
            new[] { 19.25, 19.25, 39.25, 19.25, 39.25, 39.25, 19.25, 39.25 }
        );
        var outlines = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(outlines.GetProperty("byHand")[1].GetBoolean());
        Assert.Equal(20 * 20 * 2.7 * 2.7, outlines.GetProperty("lvAreas")[1].GetDouble(), 1);
        var folder = Directory.GetDirectories(studio.Output, "cine-*").MaxBy(Directory.GetCreationTimeUtc)!;
        Assert.True(File.Exists(Path.Combine(folder, "slice-02-frame-001.png")));
        Assert.StartsWith("2,1,", File.ReadAllLines(Path.Combine(folder, "corrections.csv"))[1], StringComparison.Ordinal);
        Assert.EndsWith(",CavityOnly", File.ReadAllLines(Path.Combine(folder, "corrections.csv"))[1], StringComparison.Ordinal);
        Assert.DoesNotContain("corrected.nii", File.ReadAllText(Path.Combine(folder, "corrections.csv")), StringComparison.Ordinal);
        foreach (var other in new[] { "a.nii", "b.nii", "c.nii" }) // the cine is closed
        {
            var (_, another) = await Opened(other);
            await client.GetStringAsync($"/api/cines/{another.GetProperty("id").GetString()}");
        }

        var again = await client.GetFromJsonAsync<JsonElement>($"/api/cines/{id}/slices/2/outlines");
        Assert.True(again.GetProperty("byHand")[1].GetBoolean());
        Assert.Equal(20 * 20 * 2.7 * 2.7, again.GetProperty("lvAreas")[1].GetDouble(), 1);
    }

    [Fact]
    public async Task Correction_OfAnotherScanOfThatName_IsNotTaken()
    {
        var (client, entry) = await Opened("replaced.nii");
        var id = entry.GetProperty("id").GetString();
        using var answer = await client.PutAsJsonAsync(
            $"/api/cines/{id}/slices/2/frames/1",
            new[] { 19.25, 19.25, 39.25, 19.25, 39.25, 39.25, 19.25, 39.25 }
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        DrawnHeart.Write(Path.Combine(studio.Data, "replaced.nii"), 252); // another picture, seen though the cine is open
        var outlines = await client.GetFromJsonAsync<JsonElement>($"/api/cines/{id}/slices/2/outlines");
        Assert.DoesNotContain(outlines.GetProperty("byHand").EnumerateArray(), b => b.GetBoolean());
    }

    [Fact]
    public async Task Correction_OfARenamedFile_IsFound_AlsoInAFolderOfBefore()
    {
        var (client, entry) = await Opened("named.nii");
        using var answer = await client.PutAsJsonAsync(
            $"/api/cines/{entry.GetProperty("id").GetString()}/slices/2/frames/1",
            new[] { 19.25, 19.25, 39.25, 19.25, 39.25, 39.25, 19.25, 39.25 }
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var folder = Directory.GetDirectories(studio.Output, "cine-*").MaxBy(Directory.GetLastWriteTimeUtc)!;
        Directory.Move(folder, folder.Replace("cine-", "cine-0123456789ab-", StringComparison.Ordinal));
        File.Move(Path.Combine(studio.Data, "named.nii"), Path.Combine(studio.Data, "renamed.nii"));
        var again = (await Entries(client)).Single(e => e.GetProperty("name").GetString() == "renamed.nii").GetProperty("id").GetString();
        foreach (var other in new[] { "d.nii", "e.nii" }) // the cine is closed
        {
            var (_, another) = await Opened(other);
            await client.GetStringAsync($"/api/cines/{another.GetProperty("id").GetString()}");
        }

        var outlines = await client.GetFromJsonAsync<JsonElement>($"/api/cines/{again}/slices/2/outlines");
        Assert.True(outlines.GetProperty("byHand")[1].GetBoolean());
        using var gone = await client.GetAsync($"/api/cines/{entry.GetProperty("id").GetString()}/slices/2");
        Assert.Equal(HttpStatusCode.BadRequest, gone.StatusCode);
        Assert.Contains("none any more", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_OfAnUnmovedOutline_ChangesNothing()
    {
        var (client, entry) = await Opened("unmoved.nii");
        var slice = $"/api/cines/{entry.GetProperty("id").GetString()}/slices/2";
        var before = await client.GetStringAsync(slice + "/outlines");
        var outline = JsonDocument.Parse(before).RootElement.GetProperty("outlines")[1];
        using var answer = await client.PutAsJsonAsync(slice + "/frames/1", outline);
        Assert.Equal(before, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Correction_OfOnePoint_ChangesTheAreaByWhatItGained()
    {
        var (client, entry) = await Opened("one-point.nii");
        var slice = $"/api/cines/{entry.GetProperty("id").GetString()}/slices/2";
        var before = await client.GetFromJsonAsync<JsonElement>(slice + "/outlines");
        double[] line = [.. before.GetProperty("outlines")[1].EnumerateArray().Select(v => v.GetDouble())];
        var top = Enumerable.Range(0, line.Length / 2).MinBy(i => line[2 * i + 1]);
        line[2 * top + 1] -= 4; // a triangle as wide as the two points beside it are apart
        var count = line.Length;
        var gained = 4 * Math.Abs(line[(2 * top + 2) % count] - line[(2 * top - 2 + count) % count]) / 2;
        using var answer = await client.PutAsJsonAsync(slice + "/frames/1", line);
        var after = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var (old, now) = (before.GetProperty("lvAreas")[1].GetDouble(), after.GetProperty("lvAreas")[1].GetDouble());
        Assert.Equal(old + gained * 2.7 * 2.7, now, 0.01 * old);
    }

    [Fact]
    public async Task Volumes_CountOutlinesByHand()
    {
        var (client, entry) = await Opened("volumes.nii");
        var id = entry.GetProperty("id").GetString();
        for (var slice = 0; slice < 5; slice++)
        {
            for (var frame = 0; frame < 6; frame++)
            {
                var to = frame == 3 ? 29.25 : 39.25; // half the side at end-systole
                using var answer = await client.PutAsJsonAsync(
                    $"/api/cines/{id}/slices/{slice}/frames/{frame}",
                    new[] { 19.25, 19.25, to, 19.25, to, to, 19.25, to }
                );
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }

        var volumes = await client.GetFromJsonAsync<JsonElement>($"/api/cines/{id}/volumes");
        Assert.Equal(5 * 8 * 400 * 2.7 * 2.7 / 1000, volumes.GetProperty("edvMl").GetDouble(), 1);
        Assert.Equal(75, volumes.GetProperty("efPercent").GetDouble(), 1);
        Assert.Equal(JsonValueKind.Null, volumes.GetProperty("massG").ValueKind);
        Assert.Equal(
            [
                // A block has no apex.
                "the stack seems to end before the apex: its last slice there is more than half as large as the largest",
                "no mass, as by hand the cavity alone was outlined, without the wall (5 of the slices at end-diastole)",
            ],
            volumes.GetProperty("notes").EnumerateArray().Select(n => n.GetString())
        );
    }

    [Fact]
    public async Task WhatIf_GivesThreeCinesInStep()
    {
        var (client, entry) = await Opened("whatif.nii");
        using var answer = await client.PostAsJsonAsync(
            $"/api/cines/{entry.GetProperty("id").GetString()}/whatif",
            new
            {
                lvAreaPercent = 20,
                sphericity = 0.9,
                slice = 2,
                frames = 2,
            }
        );
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ["Real", "Reconstruction (synthetic)", "Guided (synthetic)"],
            made.GetProperty("cines").EnumerateArray().Select(c => c.GetProperty("title").GetString())
        );
        Assert.All(made.GetProperty("cines").EnumerateArray(), c => Assert.Equal(2, c.GetProperty("outlines").GetArrayLength()));
        var numbers = made.GetProperty("numbers").EnumerateArray().ToArray();
        Assert.Equal(["LV area (mm²)", "LV sphericity index"], numbers.Select(n => n.GetProperty("label").GetString()));
        Assert.Equal(0.9, numbers[1].GetProperty("asked").GetDouble());
        Assert.Equal(1.2 * numbers[0].GetProperty("reconstruction").GetDouble(), numbers[0].GetProperty("asked").GetDouble(), 1);
        Assert.InRange(
            numbers[0].GetProperty("guided").GetDouble(),
            1.05 * numbers[0].GetProperty("reconstruction").GetDouble(),
            1.35 * numbers[0].GetProperty("reconstruction").GetDouble()
        );
        var notes = made.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!).ToArray();
        Assert.Contains("one smaller than this says little", notes[0], StringComparison.Ordinal);
        Assert.Single(notes, n => n.Contains("the reconstruction is", StringComparison.Ordinal)); // said once
    }

    [Fact]
    public async Task WhatIf_AfterACorrection_StartsFromTheHeartAsCorrected()
    {
        var (client, entry) = await Opened("whatif-corrected.nii");
        var cine = $"/api/cines/{entry.GetProperty("id").GetString()}";
        using var put = await client.PutAsJsonAsync(
            cine + "/slices/2/frames/2",
            new[] { 17.25, 17.25, 44.25, 17.25, 44.25, 44.25, 17.25, 44.25 } // larger than any that is found
        );
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var answer = await client.PostAsJsonAsync(
            cine + "/whatif",
            new
            {
                lvAreaPercent = 10,
                slice = 2,
                frames = 2,
            }
        );
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var drawn = 27 * 27 * 2.7 * 2.7;
        Assert.Equal(drawn, made.GetProperty("numbers")[0].GetProperty("real").GetDouble(), .02 * drawn);
        Assert.Equal(drawn, made.GetProperty("cines")[0].GetProperty("lvAreas")[0].GetDouble(), .02 * drawn); // it begins there
        Assert.Contains(
            made.GetProperty("notes").EnumerateArray(),
            n => n.GetString()!.StartsWith("frames of the real heart outlined by hand: 1,", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("/api/cines/000000000000")]
    [InlineData("/api/cines/..%2F..%2Fetc")]
    public async Task Place_OutsideTheList_IsRefused(string path)
    {
        using var client = studio.Client();
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Link_OutOfTheDataFolder_IsRefused()
    {
        using var outside = new TemporaryFolder();
        DrawnHeart.Write(outside.File("secret.nii"));
        var link = Path.Combine(studio.Data, "link");
        Directory.CreateSymbolicLink(link, outside.Path);
        using var client = studio.Client();
        var id = (await Entries(client)).Single(e => e.GetProperty("name").GetString() == "link").GetProperty("id").GetString();
        using var answer = await client.GetAsync($"/api/cines/{id}");
        Directory.Delete(link);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(outside.Path, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1,2,3]")]
    [InlineData("[]")]
    [InlineData("[500,500,501,500,501,501]")]
    [InlineData("[20,20,1e308,20,40,-1e308]")]
    [InlineData("[20,20,40,20,40,400]")]
    [InlineData("[10,10,50,50,50,10,10,50]")]
    [InlineData("[30,30,30.6,30,30,30.6]")]
    public async Task Outline_OfNothing_IsRefused(string corners)
    {
        var (client, entry) = await Opened("refused.nii");
        using var body = new StringContent(corners, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync($"/api/cines/{entry.GetProperty("id").GetString()}/slices/0/frames/0", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("draw it again", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement[]> Entries(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/cines")).EnumerateArray()];

    private async Task<(HttpClient Client, JsonElement Entry)> Opened(string name)
    {
        DrawnHeart.Write(Path.Combine(studio.Data, name));
        var client = studio.Client();
        return (client, (await Entries(client)).Single(e => e.GetProperty("name").GetString() == name));
    }
}
