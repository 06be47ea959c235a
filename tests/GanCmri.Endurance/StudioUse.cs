using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using GanCmri.Studio.Tests.Associations;
using GanCmri.Studio.Tests.Cines;
using GanCmri.Tests;

namespace GanCmri.Endurance;

/// <summary>gancmri studio with the shipped models in a process of its own, and eight people at once who use all of its pages.</summary>
internal sealed class StudioUse : IDisposable
{
    private const int AtOnce = 8,
        InARound = 64,
        Kinds = 8,
        Hearts = 200,
        Tables = 200;
    private const string Wish =
        """{"outcomes": ["lv_area_mm2"], "exposures": ["age"], "covariates": ["sex"], "family": "linear", "cluster": null}""";
    private readonly HttpClient _client;
    private readonly string _cine;
    private int _done;

    /// <summary>Starts it on folders of its own, drops a table and opens a cine.</summary>
    public StudioUse(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.File("data"));
        DrawnHeart.Write(folder.File("data/heart.nii"));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments = ["studio", "--no-browser", "--data", folder.File("data"), "--out", folder.File("out")];
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "GanCmri.Cli.dll")))
            start.ArgumentList.Add(argument);
        Process = Process.Start(start)!;
        var words = Process.StandardOutput.ReadLine()!.Split(' ');
        var address = new Uri(words.First(w => w.StartsWith("http", StringComparison.Ordinal)));
        _client = new HttpClient { BaseAddress = new Uri(address, "/"), Timeout = TimeSpan.FromMinutes(5) };
        _client.DefaultRequestHeaders.Add("X-Studio-Token", address.Query["?token=".Length..]);
        using var cines = JsonDocument.Parse(_client.GetStringAsync(At("api/cines")).GetAwaiter().GetResult());
        _cine = cines.RootElement.EnumerateArray().Single().GetProperty("id").GetString()!;
        Ask("api/tables", HttpStatusCode.OK, SubjectsCsv.Text()).GetAwaiter().GetResult();
    }

    /// <summary>The studio's.</summary>
    public Process Process { get; }

    /// <summary>64 requests, eight at a time.</summary>
    public void Round()
    {
        Parallel
            .ForAsync(_done, _done + InARound, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await One(i))
            .GetAwaiter()
            .GetResult();
        _done += InARound;
    }

    public void Dispose()
    {
        _client.Dispose();
        Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
        Process.Dispose();
    }

    private Task One(int i)
    {
        var heart = string.Create(CultureInfo.InvariantCulture, $"seed={i % Hearts}&frames=4&lvArea={2000 + i % 7 * 100}");
        return (i % Kinds) switch
        {
            0 => Ask($"api/hearts/glimpse?{heart}"),
            1 => Ask($"api/hearts/cine?{heart}"),
            2 => Ask($"api/hearts/text?{heart}"),
            3 => Ask($"api/hearts/files/heart.gif?{heart}"),
            4 => Ask("api/tables/1/study", HttpStatusCode.OK, Wish, "application/json"),
            5 => Ask($"api/cines/{_cine}/slices/{i / Kinds % 5}/outlines"),
            6 => Ask("api/jobs", HttpStatusCode.OK, $"id,seed,frames\na,{i % Tables},2\nbad,x,2\n"),
            _ => Ask("api/hearts/cine?motion=none", HttpStatusCode.BadRequest),
        };
    }

    private async Task Ask(string path, HttpStatusCode expected = HttpStatusCode.OK, string? body = null, string type = "text/csv")
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        using var answer = content is null ? await _client.GetAsync(At(path)) : await _client.PostAsync(At(path), content);
        if (answer.StatusCode != expected)
            throw new InvalidOperationException($"{path}: {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}
