namespace GanCmri.Reports.Plotting;

/// <summary>A named line through points.</summary>
/// <param name="Name">As the legend shows it.</param>
/// <param name="X">Ascending.</param>
/// <param name="Y">As many as <paramref name="X"/>; NaN leaves a gap.</param>
public sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);
