using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GanCmri.Studies.ReaderStudies;

namespace GanCmri.Tests.Studies.ReaderStudies;

public sealed partial class ReaderPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Html_HoldsNoTruth()
    {
        var study = ReaderStudyMaker.Make(StudySources.Pairs(_folder), _ => { });
        var page = ReaderPage.Html(study);
        foreach (
            var told in study
                .Key.SelectMany(r => new[] { r.Origin, r.Origin.Split(' ')[0] })
                .Concat(["PERSON", "made.npy", "store", "seed", "synthetic", "\"source", "origin", _folder.Path])
        )
            Assert.DoesNotContain(told, Regex.Replace(page, "\"pixels\":\"[^\"]*\"", ""), StringComparison.OrdinalIgnoreCase);
        using var data = JsonDocument.Parse(Data(page));
        Assert.Equal(["study", "task", "side", "items"], Names(data.RootElement));
        foreach (var item in data.RootElement.GetProperty("items").EnumerateArray())
        {
            Assert.Equal(["id", "frames", "pictures"], Names(item));
            Assert.All(item.GetProperty("pictures").EnumerateArray(), p => Assert.Equal(["id", "pixels"], Names(p)));
        }
    }

    [Fact]
    public void Html_EveryPictureIsWrittenInAsManyCharactersAndTheSameAlphabetOfNames()
    {
        var study = ReaderStudyMaker.Make(StudySources.Ranking(_folder), _ => { });
        using var data = JsonDocument.Parse(Data(ReaderPage.Html(study)));
        var pictures = data
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .SelectMany(i => i.GetProperty("pictures").EnumerateArray())
            .ToArray();
        Assert.Equal(12, pictures.Length);
        Assert.Single(pictures.Select(p => p.GetProperty("pixels").GetString()!.Length).Distinct());
        Assert.All(pictures, p => Assert.Matches("^[b-df-hj-np-tv-z]{6}$", p.GetProperty("id").GetString()!));
        Assert.Equal(
            study.Items.SelectMany(i => i.Pictures.Select(p => p.Pixels)),
            pictures.Select(p => p.GetProperty("pixels").GetBytesFromBase64())
        );
    }

    [Fact]
    public void Html_LetsItsOwnScriptRunAndNothingElse()
    {
        var page = ReaderPage.Html(ReaderStudyMaker.Make(StudySources.Pairs(_folder), _ => { }));
        var policy = Policy().Match(page).Groups[1].Value;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{Hash(Between(page, "<script>", "</script>"))}'", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{Hash(Between(page, "<style>", "</style>"))}'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("https?://|\\ssrc=|\\shref=|\\sstyle=|\\son[a-z]+=|{{", page);
    }

    private static string Data(string page) => Between(page, "<script type=\"application/json\" id=\"study\">", "</script>");

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();
}
