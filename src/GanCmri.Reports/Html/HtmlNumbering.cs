namespace GanCmri.Reports.Html;

/// <summary>Counts the figures and tables of one report.</summary>
internal sealed class HtmlNumbering
{
    private int _figures,
        _tables,
        _views;

    public string NextFigure() => FormattableString.Invariant($"Figure {++_figures}");

    public string NextView() => FormattableString.Invariant($"view{++_views}");

    public string NextTable() => FormattableString.Invariant($"Table {++_tables}");
}
