using System.Text;
using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Reports.Plotting;

namespace GanCmri.Reports.Html;

/// <summary>One section of a report: paragraphs, key figures, tables, charts and cines in the order in which they are added.</summary>
internal sealed class HtmlSection
{
    private readonly StringBuilder _body = new();
    private readonly HtmlNumbering _numbering;

    internal HtmlSection(string title, string id, HtmlNumbering numbering) => (Title, Id, _numbering) = (title, id, numbering);

    internal string Title { get; }

    internal string Id { get; }

    /// <summary>Whether the page needs its script.</summary>
    internal bool HasViews { get; private set; }

    /// <summary>Adds a paragraph.</summary>
    public HtmlSection Paragraph(string text) => Add($"<p>{Escape(text)}</p>\n");

    /// <summary>Adds a remark that must not be overlooked, such as what is poor about the data.</summary>
    public HtmlSection Caution(string text) => Add($"<p class=\"caution\"><strong>Caution.</strong> {Escape(text)}</p>\n");

    /// <summary>Adds a row of large figures.</summary>
    public HtmlSection KeyFigures(IEnumerable<KeyFigure> figures)
    {
        _body.Append("<dl class=\"key\">\n");
        foreach (var f in figures)
            _body.Append($"<div><dt>{Escape(f.Label)}</dt><dd>{Escape(f.Value)}<small>{Escape(f.Detail)}</small></dd></div>\n");
        return Add("</dl>\n");
    }

    /// <summary>Adds a table; its caption says what a row is and on how many subjects it stands.</summary>
    public HtmlSection Table(HtmlTable table, string caption)
    {
        _body.Append(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Escape(caption)}\"><table>\n"
                + $"<caption><b>{_numbering.NextTable()}.</b> {Escape(caption)}</caption>\n"
        );
        table.AppendTo(_body);
        return Add("</table></div>\n");
    }

    /// <summary>Adds a chart with a caption.</summary>
    public HtmlSection Figure(Chart chart, string caption) => Figures([chart], caption);

    /// <summary>Adds charts side by side under one caption.</summary>
    public HtmlSection Figures(IEnumerable<Chart> charts, string caption)
    {
        _body.Append("<figure><div class=\"plots\">\n");
        foreach (var chart in charts)
            View("chart", chart with { Note = HtmlReport.Kept(chart.Note) }, chart.AltText);
        return Add($"</div>\n{Caption(caption)}</figure>\n");
    }

    /// <summary>Adds cines that beat in step, or pictures, with outlines to be switched on and off.</summary>
    /// <param name="film">All clips of one number of frames.</param>
    /// <param name="caption">What they are.</param>
    public HtmlSection Film(Film film, string caption)
    {
        var strips = string.Concat(
            film.Clips.Select(c => $"<img alt=\"{Escape(c.AltText)}\" src=\"data:image/png;base64,{Convert.ToBase64String(c.Strip)}\">\n")
        );
        _body.Append("<figure>\n");
        Place(
            "film",
            film with
            {
                Clips = [.. film.Clips.Select(c => c with { Label = HtmlReport.Kept(c.Label) })],
            },
            $"<div class=\"strips\">{strips}</div>"
        );
        return Add($"{Caption(caption)}</figure>\n");
    }

    /// <summary>Adds a part that the page's script draws.</summary>
    /// <param name="kind">Its name in web/src/report.tsx.</param>
    /// <param name="data">What it shows.</param>
    /// <param name="otherwise">What readers see where no script runs.</param>
    internal HtmlSection View(string kind, object data, string otherwise) => Place(kind, data, $"<p>{Escape(otherwise)}</p>");

    internal void AppendTo(StringBuilder page) =>
        page.Append($"<section id=\"{Id}\">\n<h2>{Escape(Title)}</h2>\n").Append(_body).Append("</section>\n");

    private static string Escape(string text) => HtmlReport.Text(text);

    private string Caption(string text) => $"<figcaption><b>{_numbering.NextFigure()}.</b> {Escape(text)}</figcaption>";

    private HtmlSection Place(string kind, object data, string otherwise)
    {
        HasViews = true;
        var id = _numbering.NextView();
        return Add(
            $"<div class=\"view\" data-view=\"{kind}\" data-from=\"{id}\">{otherwise}</div>\n"
                + $"<script type=\"application/json\" id=\"{id}\">{JsonSerializer.Serialize(data, FiniteNumbers.ForPages)}</script>\n"
        );
    }

    private HtmlSection Add(string html)
    {
        _body.Append(html);
        return this;
    }
}
