using GanCmri.Imaging.Pictures;
using SkiaSharp;

namespace GanCmri.Reports;

/// <summary>Pictures below each other as one.</summary>
internal static class PictureStack
{
    /// <summary>Draws it.</summary>
    /// <param name="pictures">At least one; PNG.</param>
    /// <param name="altText">What it shows.</param>
    public static Picture Of(IReadOnlyList<Picture> pictures, string altText)
    {
        SKBitmap[] parts = [.. pictures.Select(p => SKBitmap.Decode(p.Bytes.Span))];
        try
        {
            using var whole = new SKBitmap(parts.Max(p => p.Width), parts.Sum(p => p.Height), SKColorType.Rgba8888, SKAlphaType.Opaque);
            using (var canvas = new SKCanvas(whole))
            {
                canvas.Clear(SKColors.White);
                var top = 0;
                foreach (var part in parts)
                {
                    canvas.DrawBitmap(part, 0, top);
                    top += part.Height;
                }
            }

            using var encoded = whole.Encode(SKEncodedImageFormat.Png, 100);
            return Picture.Png(FigureMark.On(encoded.AsSpan()), pictures.Max(p => p.WidthPx), pictures.Sum(p => p.HeightPx), altText);
        }
        finally
        {
            foreach (var part in parts)
                part.Dispose();
        }
    }
}
