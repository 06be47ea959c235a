using System.Text.RegularExpressions;
using System.Xml.Linq;
using GanCmri.Reports;
using GanCmri.Reports.Html;
using Xunit;

namespace GanCmri.Tests.Reports.Html;

public class HtmlReportTests
{
    private static readonly Picture Dot = Picture.Png(new byte[] { 1, 2, 3 }, 10, 20, "A \"dot\" & no more");

    [Fact]
    public void ToHtml_Report_ReachesForNothingOutside()
    {
        var html = Regex.Replace(Example().ToHtml(), "base64,[A-Za-z0-9+/=]+", "base64,");
        Assert.DoesNotMatch(new Regex("https?:|//[a-z]|<script|<link|@import|url\\((?!data:)", RegexOptions.IgnoreCase), html);
        Assert.Contains("default-src 'none'", html);
    }

    [Fact]
    public void ToHtml_Pictures_AreInsideWithAltTextAndSize()
    {
        var html = Example().ToHtml();
        Assert.Contains(
            "<img alt=\"A &quot;dot&quot; &amp; no more\" width=\"10\" height=\"20\" src=\"data:image/png;base64,AQID\">",
            html
        );
        Assert.Equal(Regex.Count(html, "<img "), Regex.Count(html, "<img alt=\"[^\"]+\""));
    }

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

    private static HtmlReport Example()
    {
        var report = new HtmlReport("Title", "Summary") { Banner = "Synthetic", Footer = "End" };
        report.Section("One").Paragraph("p").Figure(Dot, "first").KeyFigures([new KeyFigure("r", "0.98", "n = 3")]);
        report
            .Section("Two")
            .Caution("c")
            .Gallery([new LabelledPicture(Dot, "label")], "second")
            .Table(new HtmlTable(new HtmlColumn("a", IsNumber: false), new HtmlColumn("b (px)")).Row("x", "1"), "third");
        return report;
    }
}
