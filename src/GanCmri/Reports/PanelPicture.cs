using GanCmri.Imaging;
using SkiaSharp;

namespace GanCmri.Reports;

/// <summary>One image of a row.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Note">Below it.</param>
/// <param name="Image">Values in [-1, 1].</param>
/// <param name="Contours">Outlines on it.</param>
internal sealed record Panel(string Title, string Note, GrayImage Image, IReadOnlyList<Contour> Contours);

/// <summary>Images side by side under a warning that no crop of the picture's middle can lose: it stands above and below.</summary>
internal static class PanelPicture
{
    private const int Side = 320;
    private const int Gap = 12;
    private const int Banner = 34;
    private const int Line = 24;

    /// <summary>Draws the row.</summary>
    /// <param name="warning">In red, above and below.</param>
    /// <param name="panels">At least one, of square images.</param>
    public static byte[] Png(string warning, IReadOnlyList<Panel> panels)
    {
        int width = Gap + panels.Count * (Side + Gap), height = 2 * Banner + 2 * Line + Side;
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var data = SKData.CreateCopy(PlotFont.File(bold: true));
        using var face = SKTypeface.FromData(data);
        using SKFont large = new(face, 20), small = new(face, 14);
        using SKPaint red = new() { Color = new SKColor(0xC0, 0, 0), IsAntialias = true }, ink = new() { Color = new SKColor(0x22, 0x22, 0x22), IsAntialias = true };
        canvas.DrawText(warning, width / 2f, 24, SKTextAlign.Center, large, red);
        canvas.DrawText(warning, width / 2f, height - 12, SKTextAlign.Center, large, red);
        for (var i = 0; i < panels.Count; i++)
        {
            var (panel, left) = (panels[i], Gap + i * (Side + Gap));
            using var image = SKBitmap.Decode(Pictures.ToPngBytes(panel.Image, GrayRange.Signed, Math.Max(1, Side / panel.Image.Width), contours: panel.Contours));
            canvas.DrawBitmap(image, new SKRect(left, Banner + Line, left + Side, Banner + Line + Side));
            canvas.DrawText(panel.Title, left, Banner + Line - 7, SKTextAlign.Left, small, ink);
            canvas.DrawText(panel.Note, left, Banner + Line + Side + 17, SKTextAlign.Left, small, ink);
        }

        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }
}
