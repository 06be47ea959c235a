namespace GanCmri.Reports.Html;

/// <summary>A column of a report's table.</summary>
/// <param name="Head">Its head with the unit, e.g. "EDA (px)".</param>
/// <param name="IsNumber">Whether it holds numbers, set flush right.</param>
internal sealed record HtmlColumn(string Head, bool IsNumber = true);
