namespace GanCmri.Imaging;

/// <summary>What tells a cine from all others of a table.</summary>
/// <param name="Subject">Study subject (a pseudonym).</param>
/// <param name="Study">Its study; empty where there is one only, or where nothing tells.</param>
/// <param name="Series">The cine's name; may be empty.</param>
/// <param name="Slice">The slice's number in its stack.</param>
internal sealed record CineId(string Subject, string Study, string Series, int Slice);
