namespace GanCmri.Reports.Plotting;

/// <summary>Who or what measured, and what.</summary>
/// <param name="Name">E.g. a table's column.</param>
/// <param name="Values">One value a subject; NaN where there is none.</param>
internal sealed record Measurer(string Name, IReadOnlyList<double> Values);
