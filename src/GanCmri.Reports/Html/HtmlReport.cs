using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GanCmri.Runtime;

namespace GanCmri.Reports.Html;

/// <summary>
/// A report in one HTML file: style, pictures and data are inside it, nothing is fetched. Where a part can be moved or sorted,
/// our own script is inside too, and the policy lets no other run. Every text given is escaped. Sections are numbered into a contents list;
/// tables and figures are numbered through.
/// </summary>
internal sealed partial class HtmlReport
{
    private readonly List<HtmlSection> _sections = [];
    private readonly HtmlNumbering _numbering = new();

    /// <summary>Starts a report.</summary>
    /// <param name="title">The page's title.</param>
    /// <param name="summary">What was done and on how many, in a sentence or two.</param>
    public HtmlReport(string title, string summary) => (Title, Summary) = (title, summary);

    /// <summary>The page's title.</summary>
    public string Title { get; }

    /// <summary>What was done and on how many.</summary>
    public string Summary { get; }

    /// <summary>A warning across the page, e.g. "Synthetic images. Not for diagnosis."; none when null.</summary>
    public string? Banner { get; init; }

    /// <summary>Small print at the end: versions, seed, time.</summary>
    public string? Footer { get; init; }

    /// <summary>Appends a section and returns it for filling.</summary>
    public HtmlSection Section(string title)
    {
        var section = new HtmlSection(title, $"s{_sections.Count + 1}", _numbering);
        _sections.Add(section);
        return section;
    }

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, ToHtml());

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var page = new StringBuilder(1 << 16);
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{HtmlScript.Policy}\">\n")
            .Append($"<title>{Text(Title)}</title>\n<style>{HtmlScript.Style}</style>\n</head>\n<body>\n");
        if (Banner is not null)
            page.Append("<div class=\"banner\" role=\"note\">").Append(Text(Banner)).Append("</div>\n");
        page.Append("<main>\n<header>\n<h1>")
            .Append(Text(Title))
            .Append("</h1>\n<p class=\"summary\">")
            .Append(Text(Summary))
            .Append("</p>\n</header>\n");
        AppendContents(page);
        foreach (var section in _sections)
            section.AppendTo(page);
        page.Append("</main>\n");
        if (Footer is not null)
            page.Append("<footer>").Append(Text(Footer)).Append("</footer>\n");
        if (_sections.Exists(s => s.HasViews))
            page.Append("<script>").Append(HtmlScript.Text).Append("</script>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Escaped, and no line ends between a number and its unit or its name ("n = 40", "95 % CI").</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(Kept(text));

    /// <summary>The same, not escaped: for data that the page's script shows.</summary>
    internal static string Kept(string text) => Together().Replace(text, "\u00A0");

    [GeneratedRegex(
        @"(?<=\d) (?=(%|mm²|mm|ml|g|ms|px|SD)(?![\w²]))|(?<=\d %) (?=CI\b)|"
            + @"(?<=(?<!\w)(n|r|p|c|psi|λ)) (?=[=<≤])|(?<=(?<!\w)(n|r|p|c|psi|λ) [=<≤]) (?=[\d−])"
    )]
    private static partial Regex Together();

    private void AppendContents(StringBuilder page)
    {
        if (_sections.Count < 2)
            return;
        page.Append("<nav aria-label=\"Contents\"><ol>\n");
        foreach (var section in _sections)
            page.Append($"<li><a href=\"#{section.Id}\">{Text(section.Title)}</a></li>\n");
        page.Append("</ol></nav>\n");
    }
}
