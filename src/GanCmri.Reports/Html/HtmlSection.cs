using System.Text;
using System.Text.Json;
using GanCmri.Formats;

namespace GanCmri.Reports.Html;

/// <summary>One section of a report: paragraphs, key figures, tables and pictures in the order in which they are added.</summary>
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
        _body.Append($"<div class=\"scroll\"><table>\n<caption><b>{_numbering.NextTable()}.</b> {Escape(caption)}</caption>\n");
        table.AppendTo(_body);
        return Add("</table></div>\n");
    }

    /// <summary>Adds one picture with a caption.</summary>
    public HtmlSection Figure(Picture picture, string caption) => Figures([picture], caption);

    /// <summary>Adds pictures side by side under one caption.</summary>
    public HtmlSection Figures(IEnumerable<Picture> pictures, string caption)
    {
        _body.Append("<figure><div class=\"row\">\n");
        foreach (var picture in pictures)
            AppendImage(picture);
        return Add($"</div>\n<figcaption><b>{_numbering.NextFigure()}.</b> {Escape(caption)}</figcaption></figure>\n");
    }

    /// <summary>Adds small pictures, each with its own short label, under one caption.</summary>
    public HtmlSection Gallery(IEnumerable<LabelledPicture> pictures, string caption)
    {
        _body.Append("<figure><div class=\"gallery\">\n");
        foreach (var (picture, label) in pictures)
        {
            _body.Append($"<div style=\"width:{picture.WidthPx}px\">");
            AppendImage(picture);
            _body.Append($"<span>{Escape(label)}</span></div>\n");
        }

        return Add($"</div>\n<figcaption><b>{_numbering.NextFigure()}.</b> {Escape(caption)}</figcaption></figure>\n");
    }

    /// <summary>Adds a part that the page's script draws.</summary>
    /// <param name="kind">Its name in web/src/report.tsx.</param>
    /// <param name="data">What it shows.</param>
    /// <param name="otherwise">What readers see where no script runs.</param>
    internal HtmlSection View(string kind, object data, string otherwise)
    {
        HasViews = true;
        var id = _numbering.NextView();
        return Add(
            $"<div class=\"view\" data-view=\"{kind}\" data-from=\"{id}\"><p>{Escape(otherwise)}</p></div>\n"
                + $"<script type=\"application/json\" id=\"{id}\">{JsonSerializer.Serialize(data, FiniteNumbers.ForPages)}</script>\n"
        );
    }

    internal void AppendTo(StringBuilder page) =>
        page.Append($"<section id=\"{Id}\">\n<h2>{Escape(Title)}</h2>\n").Append(_body).Append("</section>\n");

    private static string Escape(string text) => HtmlReport.Text(text);

    private void AppendImage(Picture p) =>
        _body
            .Append($"<img alt=\"{Escape(p.AltText)}\" width=\"{p.WidthPx}\" height=\"{p.HeightPx}\" src=\"data:{p.MediaType};base64,")
            .Append(Convert.ToBase64String(p.Bytes.Span))
            .Append("\">\n");

    private HtmlSection Add(string html)
    {
        _body.Append(html);
        return this;
    }
}
