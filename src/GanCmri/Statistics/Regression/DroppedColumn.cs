namespace GanCmri.Statistics.Regression;

/// <summary>A column a regression could not use.</summary>
/// <param name="Index">Its place among the columns given.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">"constant", or "collinear" with the columns before it.</param>
public sealed record DroppedColumn(int Index, string Name, string Reason);
