using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Reports.Plotting;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;

namespace GanCmri.Reports;

/// <summary>One image of a row.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Note">Below it; may have several lines.</param>
/// <param name="Image">Values in [-1, 1].</param>
/// <param name="Contours">Outlines on it.</param>
internal sealed record Panel(string Title, string Note, GrayImage Image, IReadOnlyList<Contour> Contours);

/// <summary>Images side by side, in one row or several, under a warning that no crop of the picture's middle can lose: it stands above and
/// below.</summary>
internal static class PanelPicture
{
    private const int Gap = 12;
    private const int Banner = 34;
    private const int Line = 24;
    private const int GifColours = 128;

    /// <summary>Draws the row.</summary>
    /// <param name="warning">In red, above and below.</param>
    /// <param name="panels">At least one, of square images.</param>
    /// <param name="side">Side of each image, px.</param>
    public static byte[] Png(string warning, IReadOnlyList<Panel> panels, int side = 320) => Png(warning, [panels], side);

    /// <summary>Draws rows below each other.</summary>
    /// <param name="warning">In red, above and below.</param>
    /// <param name="rows">At least one, all of one number of panels.</param>
    /// <param name="side">Side of each image, px.</param>
    public static byte[] Png(string warning, IReadOnlyList<IReadOnlyList<Panel>> rows, int side)
    {
        using var bitmap = Draw(warning, rows, side);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return FigureMark.On(encoded.AsSpan());
    }

    /// <summary>Draws rows one after the other, as an endless GIF in at most 128 colours a frame.</summary>
    /// <param name="warning">In red, above and below.</param>
    /// <param name="rows">A row a frame, at least one; all of one number of panels.</param>
    /// <param name="frameMs">Duration of a frame, ms; rounded to 10 ms, at least 20.</param>
    /// <param name="side">Side of each image, px.</param>
    public static byte[] Gif(string warning, IReadOnlyList<IReadOnlyList<Panel>> rows, double frameMs, int side)
    {
        return PictureEncoding.Gif(rows.Select(Picture), frameMs, GifColours);

        Image<Rgb24> Picture(IReadOnlyList<Panel> row)
        {
            using var bitmap = Draw(warning, [row], side);
            using var rgba = Image.LoadPixelData<Rgba32>(bitmap.Bytes, bitmap.Width, bitmap.Height);
            return rgba.CloneAs<Rgb24>();
        }
    }

    private static SKBitmap Draw(string warning, IReadOnlyList<IReadOnlyList<Panel>> rows, int side)
    {
        var lines = rows.Max(r => r.Max(p => p.Note.Split('\n').Length));
        int width = Gap + rows[0].Count * (side + Gap),
            rowHeight = (1 + lines) * Line + side,
            height = 2 * Banner + rows.Count * rowHeight;
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var data = SKData.CreateCopy(PlotFont.File(bold: true));
        using var face = SKTypeface.FromData(data);
        using SKFont large = new(face, 20),
            small = new(face, 14);
        large.Size = Math.Min(large.Size, large.Size * (width - 2 * Gap) / large.MeasureText(warning));
        using SKPaint red = new() { Color = new SKColor(0xC0, 0, 0), IsAntialias = true },
            ink = new() { Color = new SKColor(0x22, 0x22, 0x22), IsAntialias = true };
        canvas.DrawText(warning, width / 2f, 24, SKTextAlign.Center, large, red);
        canvas.DrawText(warning, width / 2f, height - 12, SKTextAlign.Center, large, red);
        foreach (var (r, row) in rows.Index())
        foreach (var (i, panel) in row.Index())
        {
            var (left, top) = (Gap + i * (side + Gap), Banner + r * rowHeight + Line);
            using var image = SKBitmap.Decode(
                PngPictures.ToPngBytes(panel.Image, GrayRange.Signed, Math.Max(1, side / panel.Image.Width), contours: panel.Contours)
            );
            canvas.DrawBitmap(image, new SKRect(left, top, left + side, top + side));
            canvas.DrawText(panel.Title, left, top - 7, SKTextAlign.Left, small, ink);
            foreach (var (line, note) in panel.Note.Split('\n').Index())
                canvas.DrawText(note, left, top + side + 17 + line * Line, SKTextAlign.Left, small, ink);
        }

        return bitmap;
    }
}
