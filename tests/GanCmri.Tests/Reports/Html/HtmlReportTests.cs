using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GanCmri.Imaging;
using GanCmri.Reports.Html;
using GanCmri.Reports.Plotting;
using Xunit;

namespace GanCmri.Tests.Reports.Html;

public class HtmlReportTests
{
    private static readonly Chart Points = Charts.Scatter([1, 2, 3], [4, double.NaN, 6], "x \"quoted\"", "y & more", "n = 2");
    private static readonly Mask Middle = new(4, 4, [.. Enumerable.Range(0, 16).Select(p => p is 5 or 6 or 9 or 10)]);
    private static readonly Clip Heart = Clip.Of(
        new GrayImage(4, 4, [.. Enumerable.Range(0, 16).Select(i => (float)i)]),
        Middle,
        Middle,
        "S1 <1>",
        "A \"dot\" & no more"
    );

    [Fact]
    public void ToHtml_Report_ReachesForNothingOutside()
    {
        var html = Regex.Replace(Example().ToHtml(), "base64,[A-Za-z0-9+/=]+", "base64,");
        var own = html.Replace(HtmlScript.Text, "", StringComparison.Ordinal);
        Assert.DoesNotMatch(
            new Regex("https?:|//[a-z]|<link|@import|url\\((?!data:)|\\sstyle=|\\son[a-z]+=", RegexOptions.IgnoreCase),
            own
        );
        Assert.DoesNotMatch(new Regex("fetch\\(|XMLHttpRequest|WebSocket|import\\(|https?://(?!www\\.w3\\.org/)"), HtmlScript.Text);
    }

    [Fact]
    public void ToHtml_Policy_LetsItsOwnScriptAndStyleInAndNothingElse()
    {
        var html = Example().ToHtml();
        var policy = Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; img-src data:; ", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains(
            $"script-src '{Hash(Regex.Match(html, "<script>(.*)</script>", RegexOptions.Singleline).Groups[1].Value)}'",
            policy
        );
        Assert.Contains($"style-src '{Hash(Regex.Match(html, "<style>(.*)</style>", RegexOptions.Singleline).Groups[1].Value)}'", policy);
    }

    [Fact]
    public void ToHtml_Clip_IsInsideAsAStripWithAltTextAndItsOutlines()
    {
        var html = Example().ToHtml();
        Assert.Contains(
            $"<img alt=\"A &quot;dot&quot; &amp; no more\" src=\"data:image/png;base64,{Convert.ToBase64String(Heart.Strip)}\">",
            html
        );
        Assert.Equal(Regex.Count(html, "<img "), Regex.Count(html, "<img alt=\"[^\"]+\""));
        var film = JsonOf(html, "film").GetProperty("clips")[0];
        Assert.Equal("S1 <1>", film.GetProperty("label").GetString());
        Assert.Equal(1, film.GetProperty("count").GetInt32());
        Assert.Equal(16, film.GetProperty("outlines")[0].GetArrayLength()); // eight corners about four pixels
        Assert.False(film.TryGetProperty("strip", out _));
    }

    [Fact]
    public void ToHtml_Chart_IsItsDataAndReadsAsTextWithoutScript()
    {
        var html = Example().ToHtml();
        var chart = JsonOf(html, "chart");
        Assert.Equal("x \"quoted\"", chart.GetProperty("xTitle").GetString());
        Assert.Equal("n\u00A0=\u00A02", chart.GetProperty("note").GetString());
        var dots = chart.GetProperty("marks")[0];
        Assert.Equal("Dots", dots.GetProperty("kind").GetString());
        Assert.Equal("[[1,3],[4,6]]", $"[{dots.GetProperty("x")},{dots.GetProperty("y")}]");
        Assert.Contains($"data-view=\"chart\" data-from=\"view2\"><p>{HtmlReport.Text(Points.AltText)}</p>", html);
    }

    [Theory]
    [InlineData("r = 0.98 (95 % CI 0.97 to 0.99), n = 40", "r_=_0.98 (95_%_CI 0.97 to 0.99), n_=_40")]
    [InlineData("38 of 40 (95 %)", "38 of 40 (95_%)")]
    [InlineData("2,400 mm² at c = −2", "2,400_mm² at c_=_−2")]
    [InlineData("100 gram % of 5 subjects", "100 gram % of 5 subjects")]
    public void Text_NumbersAndTheirUnits_StayInOneLine(string text, string kept) =>
        Assert.Equal(kept, WebUtility.HtmlDecode(HtmlReport.Text(text)).Replace('\u00A0', '_'));

    [Fact]
    public void ToHtml_TextFromOutside_IsEscaped()
    {
        var html = new HtmlReport("<b>", "a & b") { Banner = "<i>" }.ToHtml();
        Assert.Contains("<h1>&lt;b&gt;</h1>", html);
        Assert.Contains("a &amp; b", html);
        Assert.Contains("&lt;i&gt;</div>", html);
    }

    [Fact]
    public void ToHtml_Sections_AreListedAndFiguresNumberedThrough()
    {
        var body = XElement.Parse(MainOf(Example().ToHtml()));
        var ids = body.Descendants("section").Select(s => "#" + s.Attribute("id")!.Value).ToArray();
        Assert.Equal(ids, body.Descendants("nav").Single().Descendants("a").Select(a => a.Attribute("href")!.Value));
        Assert.Equal(["Figure 1.", "Figure 2."], body.Descendants("figcaption").Select(c => c.Element("b")!.Value));
        Assert.Equal("Table 1.", body.Descendants("caption").Single().Element("b")!.Value);
    }

    [Fact]
    public void Row_CellMissing_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new HtmlTable(new HtmlColumn("a"), new HtmlColumn("b")).Row("1"));

    // Only img is written without an end tag: closed here so that an XML reader can check the nesting of all the rest.
    private static string MainOf(string html) =>
        Regex.Replace(Regex.Match(html, "<main>.*</main>", RegexOptions.Singleline).Value, "<img ([^>]*)>", "<img $1/>");

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonElement JsonOf(string html, string kind)
    {
        var id = Regex.Match(html, $"data-view=\"{kind}\" data-from=\"(view\\d+)\"").Groups[1].Value;
        return JsonDocument
            .Parse(Regex.Match(html, $"<script type=\"application/json\" id=\"{id}\">(.*?)</script>").Groups[1].Value)
            .RootElement;
    }

    private static HtmlReport Example()
    {
        var report = new HtmlReport("Title", "Summary") { Banner = "Synthetic", Footer = "End" };
        report.Section("One").Paragraph("p").Film(Film.Of([Heart]), "first").KeyFigures([new KeyFigure("r", "0.98", "n = 3")]);
        report
            .Section("Two")
            .Caution("c")
            .Figure(Points, "second")
            .Table(new HtmlTable(new HtmlColumn("a", IsNumber: false), new HtmlColumn("b (px)")).Row("x", "1"), "third");
        return report;
    }
}
