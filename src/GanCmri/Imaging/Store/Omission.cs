namespace GanCmri.Imaging.Store;

/// <summary>Something that was read and not stored, or stored with doubt.</summary>
/// <param name="Series">The series it belongs to.</param>
/// <param name="Reason">Why.</param>
/// <param name="Frames">How many frames.</param>
public sealed record Omission(string Series, string Reason, int Frames);
