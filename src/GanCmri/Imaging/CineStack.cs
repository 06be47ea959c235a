namespace GanCmri.Imaging;

/// <summary>Every slice that one source holds of one subject.</summary>
/// <param name="Subject">The pseudonym that its series carry.</param>
/// <param name="Kind">"DICOM", "NIfTI", "pictures + CSV" or "pictures".</param>
/// <param name="Files">The files it was read from, for provenance hashes.</param>
/// <param name="Series">The slices, from one end of the stack to the other; at least one.</param>
public sealed record CineStack(string Subject, string Kind, IReadOnlyList<string> Files, IReadOnlyList<CineSeries> Series);
