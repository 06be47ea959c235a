using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GanCmri.Cli;
using GanCmri.Imaging;
using GanCmri.Reports;
using GanCmri.Reports.Hearts;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studio.Tests.Explore;

[Collection(StudioTests.Name)]
public sealed partial class ExploreEndpointsTests(RunningStudio studio)
{
    private const string Asked = "seed=7&psi=0.8&lvArea=2400&sphericity=0.88&motion=frame-to-frame&frames=8";

    [Fact]
    public async Task Cine_MeasuresWhatWasAskedFor()
    {
        using var client = studio.Client();
        var cine = await client.GetFromJsonAsync<JsonElement>("/api/hearts/cine?" + Asked);
        Assert.Equal(8, cine.GetProperty("outlines").GetArrayLength());
        Assert.Equal(8 * 128 * 128, cine.GetProperty("pixels").GetBytesFromBase64().Length);
        var numbers = cine.GetProperty("numbers").EnumerateArray().ToDictionary(n => n.GetProperty("name").GetString()!);
        Assert.InRange(numbers["lv_area_mm2"].GetProperty("measured").GetDouble(), 2350, 2450);
        Assert.InRange(numbers["sphericity_index"].GetProperty("measured").GetDouble(), .87, .89);
        Assert.False(numbers["lv_area_mm2"].GetProperty("missed").GetBoolean());
        Assert.True(
            numbers["lv_area_mm2"].GetProperty("truthMost").GetDouble() < numbers["lv_area_mm2"].GetProperty("measured").GetDouble()
        );
    }

    [Fact]
    public async Task Cine_NumbersAreThoseOfItsCurve()
    {
        using var client = studio.Client();
        var cine = await client.GetFromJsonAsync<JsonElement>("/api/hearts/cine?seed=2&lvArea=2400&frames=12");
        double[] areas = [.. cine.GetProperty("lvAreas").EnumerateArray().Select(a => a.GetDouble())];
        Assert.Equal(0, Array.IndexOf(areas, areas.Max())); // its trajectory is fullest later: the beat is turned round
        var numbers = cine.GetProperty("numbers").EnumerateArray().ToDictionary(n => n.GetProperty("name").GetString()!);
        Assert.Equal(areas.Max(), numbers["lv_area_mm2"].GetProperty("measured").GetDouble());
        Assert.Equal(areas.Min(), numbers["lv_esa_mm2"].GetProperty("measured").GetDouble());
        Assert.Equal(100 * (1 - areas.Min() / areas.Max()), numbers["lv_fac_percent"].GetProperty("measured").GetDouble(), 6);
        Assert.InRange(areas.Max(), 2400 * .99, 2400 * 1.01); // and that frame is steered
        Assert.False(numbers["lv_area_mm2"].GetProperty("missed").GetBoolean());
        Assert.Contains(cine.GetProperty("rvAreas").EnumerateArray(), a => a.GetDouble() > 0);
    }

    [Fact]
    public async Task Glimpse_GoesTowardsWhatWasAskedFor()
    {
        using var client = studio.Client();
        var own = await client.GetFromJsonAsync<JsonElement>("/api/hearts/glimpse?seed=7");
        var larger = await client.GetFromJsonAsync<JsonElement>(
            FormattableString.Invariant($"/api/hearts/glimpse?seed=7&lvArea={own.GetProperty("lvArea").GetDouble() * 1.2}")
        );
        Assert.InRange(larger.GetProperty("lvArea").GetDouble() / own.GetProperty("lvArea").GetDouble(), 1.1, 1.3);
        Assert.Equal(128 * 128, larger.GetProperty("pixels").GetBytesFromBase64().Length);
    }

    [Theory]
    [InlineData("psi=2", "psi: expected a number from 0 to 1, found 2; correct it.")]
    [InlineData("lvArea=5", "lv_area_mm2: expected a number from 100 to 10000 mm²")]
    [InlineData("sphericity=1.5", "sphericity_index: expected a number from 0.5 to 0.98")]
    [InlineData("fac=95", "lv_fac_percent: expected 0, or a number from 1 to below 90 % (55, not 0.55)")]
    [InlineData("frames=100000", "frames: expected a whole number from 2 to 100")]
    [InlineData("motion=jump", "motion: expected ed-to-es, frame-to-frame, periodic")]
    [InlineData("seed=x", "seed: expected a whole number from 0 to 4294967295, found 'x'; correct the address.")]
    [InlineData("seed=-1", "seed: expected a whole number from 0 to 4294967295")]
    [InlineData("frames=2.5", "frames: expected a whole number")]
    [InlineData("fac=5,5", "fac: expected a number with a decimal point, such as 0.8, found '5,5'; correct the address.")]
    [InlineData("lvArea=2,400", "lvArea: expected a number with a decimal point")]
    [InlineData("PSI=0,8", "psi: expected a number with a decimal point")]
    [InlineData("lvArea=", "lvArea: expected a number with a decimal point, such as 0.8, found nothing")]
    [InlineData("lvArea=2400&lvArea=2500", "lvArea: expected one value, found 2")]
    [InlineData("area=2400", "address: expected only the parameters seed, psi, lvArea, sphericity, fac, motion, frames, found another")]
    public async Task Cine_BadRecipe_SaysWhatIsExpected(string query, string message)
    {
        using var client = studio.Client();
        using var answer = await client.GetAsync("/api/hearts/cine?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(
            message,
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Cine_ContractsAsAsked()
    {
        using var client = studio.Client();
        var cine = await client.GetFromJsonAsync<JsonElement>("/api/hearts/cine?seed=7&fac=50&frames=8");
        var fac = cine.GetProperty("numbers").EnumerateArray().Single(n => n.GetProperty("name").GetString() == "lv_fac_percent");
        Assert.Equal(50, fac.GetProperty("asked").GetDouble());
        Assert.InRange(fac.GetProperty("measured").GetDouble(), 47, 53);
        var text = await client.GetFromJsonAsync<JsonElement>("/api/hearts/text?seed=7&fac=50&frames=8");
        Assert.Contains(" --fac 50 ", text.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.Contains("FacPercent = 50,", text.GetProperty("cSharp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CopiedCommand_MakesTheSameHeart()
    {
        using var folder = new TemporaryFolder();
        using var client = studio.Client();
        var shown = await client.GetByteArrayAsync("/api/hearts/files/heart.csv?" + Asked);
        var command = (await client.GetFromJsonAsync<JsonElement>("/api/hearts/text?" + Asked)).GetProperty("command").GetString()!;
        string[] words = command.Split(' ');
        Assert.Equal("gancmri", words[0]);
        words[^1] = folder.Path;
        Assert.Equal(0, await App.RunAsync([.. words[1..], "--device", "cpu"]));
        var made = Rows(File.ReadAllText(folder.File("heart.csv")));
        Assert.Contains("lv_area_mm2_judged", made[0]);
        bool[] judged = [.. made[0].Select(head => head.EndsWith("_judged", StringComparison.Ordinal))];
        Assert.Equal(Rows(System.Text.Encoding.UTF8.GetString(shown)), made.Select(r => r.Where((_, i) => !judged[i]).ToArray()));
        Assert.Equal(
            await client.GetByteArrayAsync("/api/hearts/files/heart.nii.gz?" + Asked),
            File.ReadAllBytes(folder.File("heart.nii.gz"))
        );

        static string[][] Rows(string csv) => [.. csv.TrimEnd().Split('\n').Select(l => l.TrimEnd().Split(','))];
    }

    [Fact]
    public async Task CopiedProgram_NamesTheRecipe()
    {
        using var client = studio.Client();
        var program = (await client.GetFromJsonAsync<JsonElement>("/api/hearts/text?" + Asked)).GetProperty("cSharp").GetString()!;
        Assert.Contains("Seed = 7, Psi = 0.8, LvAreaMm2 = 2400, SphericityIndex = 0.88,", program, StringComparison.Ordinal);
        Assert.Contains("Motion = MotionKind.FrameToFrame, Frames = 8,", program, StringComparison.Ordinal);
        Type[] used = [typeof(HeartRecipe), typeof(HeartFiles), typeof(ReportModels), typeof(MotionKind), typeof(InputException)];
        Assert.All(used, type => Assert.Contains($"using {type.Namespace};", program, StringComparison.Ordinal));
        Assert.All(used, type => Assert.True(type.IsPublic, $"{type.Name} cannot be used by another program"));
        var types = used.ToDictionary(t => t.Name);
        foreach (System.Text.RegularExpressions.Match named in MemberOfAType().Matches(program))
        {
            if (types.TryGetValue(named.Groups[1].Value, out var type))
                Assert.NotEmpty(type.GetMember(named.Groups[2].Value)); // public ones only
        }

        Assert.Equal(program.TrimEnd(), Documented().TrimEnd());
    }

    // The program that docs/studio.md shows.
    private static string Documented()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GanCmri.sln")))
            folder = Path.GetDirectoryName(folder)!;
        var page = File.ReadAllText(Path.Combine(folder, "docs", "studio.md"));
        const string Begin = "```csharp\n";
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\b([A-Z]\w+)\.([A-Z]\w+)\(?")]
    private static partial System.Text.RegularExpressions.Regex MemberOfAType();

    [Fact]
    public async Task Nifti_IsReadBackAsTheCine()
    {
        using var folder = new TemporaryFolder();
        using var client = studio.Client();
        File.WriteAllBytes(folder.File("heart.nii.gz"), await client.GetByteArrayAsync("/api/hearts/files/heart.nii.gz?" + Asked));
        var series = CineReader.Read(folder.File("heart.nii.gz")).Single();
        Assert.Equal(8, series.Frames.Count);
        Assert.Equal(175 / 128.0, series.Spacing!.RowMm, 3);
        Assert.Equal(125, series.Frames[1].TimeMs - series.Frames[0].TimeMs, 1);
        var cine = await client.GetFromJsonAsync<JsonElement>("/api/hearts/cine?" + Asked);
        var pixels = cine.GetProperty("pixels").GetBytesFromBase64();
        Assert.Equal(
            pixels[..(128 * 128)].Select(p => p / 127.5 - 1),
            series.Frames[0].Image.Pixels.Select(p => (double)p),
            new Near(.005)
        );
    }

    [Theory]
    [InlineData("heart.gif", "GIF8")]
    [InlineData("heart.png", "\u0089PNG")]
    public async Task Pictures_AreOfTheirKind(string name, string start)
    {
        using var client = studio.Client();
        var bytes = await client.GetByteArrayAsync($"/api/hearts/files/{name}?" + Asked);
        Assert.Equal(start, string.Concat(bytes[..4].Select(b => (char)b)));
    }

    [Fact]
    public async Task OpenApi_ListsEveryRouteAndItsParameters()
    {
        using var client = studio.Client();
        var paths = (await client.GetFromJsonAsync<JsonElement>("/openapi.json")).GetProperty("paths");
        var cine = paths.GetProperty("/api/hearts/cine").GetProperty("get");
        Assert.Equal(
            [
                "/api/cines get",
                "/api/cines/{id} get",
                "/api/cines/{id}/slices/{slice} get",
                "/api/cines/{id}/slices/{slice}/frames/{frame} put",
                "/api/cines/{id}/slices/{slice}/outlines get",
                "/api/cines/{id}/volumes get",
                "/api/cines/{id}/whatif post",
                "/api/hearts/cine get",
                "/api/hearts/files/{name} get",
                "/api/hearts/glimpse get",
                "/api/hearts/limits get",
                "/api/hearts/text get",
                "/api/jobs post",
                "/api/jobs/{id} get",
                "/api/jobs/{id}/run post",
                "/api/jobs/{id}/states get",
                "/api/jobs/{id}/stop post",
                "/api/tables post",
                "/api/tables/{id}/page post",
                "/api/tables/{id}/study post",
                "/results/{id}/jobs/{job}/{file} get",
                "/results/{id}/{file} get",
            ],
            paths
                .EnumerateObject()
                .SelectMany(p => p.Value.EnumerateObject().Select(m => $"{p.Name} {m.Name}"))
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            "lvArea",
            cine.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()!),
            StringComparer.OrdinalIgnoreCase
        );
    }

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double value) => 0;
    }
}
