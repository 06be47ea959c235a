namespace GanCmri.Reports;

/// <summary>An encoded picture or animation with what a reader needs who cannot see it.</summary>
/// <param name="Bytes">The encoded file.</param>
/// <param name="MediaType">e.g. <c>image/png</c>.</param>
/// <param name="WidthPx">Width to show it at, CSS px; the file may hold more pixels.</param>
/// <param name="HeightPx">Height to show it at, CSS px.</param>
/// <param name="AltText">What it shows, in a sentence.</param>
public sealed record Picture(ReadOnlyMemory<byte> Bytes, string MediaType, int WidthPx, int HeightPx, string AltText)
{
    /// <summary>A PNG picture.</summary>
    public static Picture Png(ReadOnlyMemory<byte> bytes, int widthPx, int heightPx, string altText) =>
        new(bytes, "image/png", widthPx, heightPx, altText);

    /// <summary>The same picture shown at another width.</summary>
    public Picture At(int widthPx) => this with { WidthPx = widthPx, HeightPx = (int)Math.Round((double)HeightPx * widthPx / WidthPx) };

    /// <summary>A GIF animation.</summary>
    public static Picture Gif(ReadOnlyMemory<byte> bytes, int widthPx, int heightPx, string altText) =>
        new(bytes, "image/gif", widthPx, heightPx, altText);
}
