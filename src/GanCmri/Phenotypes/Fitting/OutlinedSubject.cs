namespace GanCmri.Phenotypes.Fitting;

/// <summary>A subject of a source. Sources may use one name for different people.</summary>
/// <param name="Source">The data set or centre.</param>
/// <param name="Name">Its pseudonym there.</param>
internal sealed record OutlinedSubject(string Source, string Name);
