namespace GanCmri.Reports.Html;

/// <summary>Counts the figures and tables of one report.</summary>
internal sealed class HtmlNumbering
{
    private int _figures, _tables;

    public string NextFigure() => FormattableString.Invariant($"Figure {++_figures}");

    public string NextTable() => FormattableString.Invariant($"Table {++_tables}");
}
