using System.Text;

namespace GanCmri.Reports.Html;

/// <summary>A table of text that is already formatted; columns of numbers are set flush right.</summary>
internal sealed class HtmlTable
{
    private readonly IReadOnlyList<HtmlColumn> _columns;
    private readonly List<string[]> _rows = [];

    /// <summary>A table without rows.</summary>
    /// <param name="columns">Heads with their units, left to right.</param>
    public HtmlTable(params IReadOnlyList<HtmlColumn> columns) => _columns = columns;

    /// <summary>Appends a row.</summary>
    /// <exception cref="ArgumentException">Not one cell a column.</exception>
    public HtmlTable Row(params string[] cells)
    {
        if (cells.Length != _columns.Count)
            throw new ArgumentException($"expected {_columns.Count} cells, found {cells.Length}", nameof(cells));
        _rows.Add(cells);
        return this;
    }

    internal void AppendTo(StringBuilder html)
    {
        html.Append("<thead><tr>");
        foreach (var column in _columns)
            html.Append($"<th scope=\"col\"{Class(column)}>{HtmlReport.Text(column.Head)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in _rows)
        {
            html.Append("<tr>");
            foreach (var (column, cell) in _columns.Zip(row))
                html.Append($"<td{Class(column)}>{HtmlReport.Text(cell)}</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n");
    }

    private static string Class(HtmlColumn column) => column.IsNumber ? " class=\"n\"" : "";
}
