using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Reports.Plotting;
using SkiaSharp;

namespace GanCmri.Reports;

/// <summary>Images with outlines in rows of six, each with a caption.</summary>
internal static class PanelGrid
{
    private const int Columns = 6,
        TilePx = 220,
        CaptionPx = 22,
        Gap = 6;

    /// <summary>Draws the picture as PNG.</summary>
    /// <param name="panels">At least one, of square images.</param>
    public static byte[] Png(IReadOnlyList<CaptionedImage> panels)
    {
        var rows = (panels.Count + Columns - 1) / Columns;
        using var bitmap = new SKBitmap(
            Gap + Math.Min(Columns, panels.Count) * (TilePx + Gap),
            Gap + rows * (TilePx + CaptionPx + Gap),
            SKColorType.Rgba8888,
            SKAlphaType.Opaque
        );
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var data = SKData.CreateCopy(PlotFont.File(bold: false));
        using var face = SKTypeface.FromData(data);
        using var font = new SKFont(face, 14);
        using var ink = new SKPaint { Color = new SKColor(0x22, 0x22, 0x22), IsAntialias = true };
        foreach (var (k, panel) in panels.Index())
        {
            var (left, top) = (Gap + k % Columns * (TilePx + Gap), Gap + k / Columns * (TilePx + CaptionPx + Gap));
            using var tile = SKBitmap.Decode(
                PngPictures.ToPngBytes(
                    panel.Image,
                    GrayRange.Of(panel.Image),
                    Math.Max(1, TilePx / panel.Image.Width),
                    contours: panel.Contours
                )
            );
            canvas.DrawBitmap(tile, new SKRect(left, top, left + TilePx, top + TilePx));
            canvas.DrawText(panel.Caption, left, top + TilePx + 16, SKTextAlign.Left, font, ink);
        }

        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return FigureMark.On(encoded.AsSpan());
    }
}

/// <summary>One image of a grid.</summary>
/// <param name="Caption">Below it; no patient's name.</param>
/// <param name="Image">Any unit; drawn from its lowest to its highest value.</param>
/// <param name="Contours">Outlines on it.</param>
internal sealed record CaptionedImage(string Caption, GrayImage Image, IReadOnlyList<Contour> Contours);
