namespace GanCmri.Reports.Plotting;

/// <summary>Curves that belong together, e.g. all cines of one trajectory.</summary>
/// <param name="Name">As the legend shows it.</param>
/// <param name="Curves">At least one; all of one length.</param>
public sealed record CurveGroup(string Name, IReadOnlyList<IReadOnlyList<double>> Curves);
