namespace GanCmri.Reports.Html;

/// <summary>One large figure of a report.</summary>
/// <param name="Label">What it is, e.g. "LV area against c".</param>
/// <param name="Value">The figure, e.g. "r = 0.98".</param>
/// <param name="Detail">Interval and n, e.g. "95 % CI 0.97 to 0.99, n = 40".</param>
internal sealed record KeyFigure(string Label, string Value, string Detail);
