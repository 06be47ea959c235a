namespace GanCmri.Statistics.Association.Reading;

/// <summary>Consecutive rows of a table as columns of doubles: numbers, or the code of a text's level; NaN where missing.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">One array a column, with at least <see cref="Rows"/> values.</param>
internal sealed record TableBlock(int Rows, double[][] Columns);
