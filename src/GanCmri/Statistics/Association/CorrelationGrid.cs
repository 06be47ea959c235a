namespace GanCmri.Statistics.Association;

/// <summary>Pearson correlations of variables with each other, each pair over the rows where both are known.</summary>
/// <param name="Source">Source of the rows.</param>
/// <param name="Names">Variables.</param>
/// <param name="Cells">[i, j]: correlation of variables i and j; r is NaN where one is constant.</param>
public sealed record CorrelationGrid(string Source, IReadOnlyList<string> Names, CorrelationResult[,] Cells);
