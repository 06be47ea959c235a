namespace GanCmri.Imaging.Pictures;

/// <summary>
/// Marks a PNG as a figure drawn for people (panels, sheets, plots), so that a folder of results can be read as data without it. Pictures
/// that are a frame each carry no such mark.
/// </summary>
internal static class FigureMark
{
    private const string Says = "GanCmri figure";

    /// <summary>The PNG with the mark.</summary>
    public static byte[] On(ReadOnlySpan<byte> png) => PngText.On(png, Says);

    /// <summary>Whether a PNG's text is the mark.</summary>
    public static bool Is(string? says) => says == Says;
}
