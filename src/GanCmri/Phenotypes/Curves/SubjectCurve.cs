namespace GanCmri.Phenotypes.Curves;

/// <summary>How the area of one slice runs over the beat.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Curve">The curve.</param>
internal sealed record SubjectCurve(string Subject, AreaCurve Curve);
