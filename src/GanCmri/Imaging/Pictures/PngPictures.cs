using GanCmri.Runtime;

namespace GanCmri.Imaging.Pictures;

/// <summary>The values drawn black and white.</summary>
/// <param name="Black">This and below is black.</param>
/// <param name="White">This and above is white; above <paramref name="Black"/>.</param>
public readonly record struct GrayRange(float Black, float White)
{
    /// <summary>Images in [-1, 1].</summary>
    public static GrayRange Signed => new(-1, 1);

    /// <summary>From the lowest value of an image to its highest.</summary>
    public static GrayRange Of(GrayImage image)
    {
        var (low, high) = (image.Pixels.Min(), image.Pixels.Max());
        return new(low, high > low ? high : low + 1);
    }
}

/// <summary>A mask's outline to draw into a picture.</summary>
/// <param name="Mask">Of the image's size.</param>
/// <param name="Color">"#rrggbb".</param>
public sealed record Contour(Mask Mask, string Color = "#ff4040");

/// <summary>Writes grey images as PNG, singly or in a grid. The same pixels give the same bytes: no dates. Grids and pictures with
/// outlines are marked as figures, which readers of folders leave out.</summary>
public static class PngPictures
{
    /// <summary>Writes one image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="range">Values drawn black and white, e.g. <see cref="GrayRange.Signed"/>.</param>
    /// <param name="path">The PNG; written whole or not at all.</param>
    /// <param name="scale">Enlargement, 1 to 32.</param>
    /// <param name="smooth">Interpolate when enlarging; otherwise pixels stay squares.</param>
    /// <param name="contours">Outlines to draw.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void SavePng(
        GrayImage image,
        GrayRange range,
        string path,
        int scale = 1,
        bool smooth = true,
        IReadOnlyList<Contour>? contours = null
    ) => AtomicFile.WriteBytes(path, ToPngBytes(image, range, scale, smooth, contours));

    /// <summary>The PNG's bytes, e.g. for a data URI.</summary>
    /// <inheritdoc cref="SavePng"/>
    public static byte[] ToPngBytes(
        GrayImage image,
        GrayRange range,
        int scale = 1,
        bool smooth = true,
        IReadOnlyList<Contour>? contours = null
    )
    {
        using var picture = PictureDrawing.Draw(image, range, scale, smooth, contours ?? []);
        var png = PictureEncoding.Png(picture);
        return contours is { Count: > 0 } ? FigureMark.On(png) : png;
    }

    /// <summary>Writes images of one size in rows, left to right, with a gap of two pixels.</summary>
    /// <param name="images">At least one image.</param>
    /// <param name="columns">Images a row, at least 1.</param>
    /// <param name="range">Values drawn black and white, the same for all.</param>
    /// <param name="path">The PNG; written whole or not at all.</param>
    /// <param name="scale">Enlargement, 1 to 32.</param>
    /// <exception cref="ArgumentException">No image, or sizes that differ.</exception>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void SaveGrid(IReadOnlyList<GrayImage> images, int columns, GrayRange range, string path, int scale = 1) =>
        AtomicFile.WriteBytes(path, ToGridBytes(images, columns, range, scale));

    /// <summary>The grid's PNG bytes.</summary>
    /// <inheritdoc cref="SaveGrid"/>
    public static byte[] ToGridBytes(IReadOnlyList<GrayImage> images, int columns, GrayRange range, int scale = 1)
    {
        using var picture = PictureDrawing.Draw(Grid(images, columns, range.Black), range, scale, smooth: false, []);
        return FigureMark.On(PictureEncoding.Png(picture));
    }

    private static GrayImage Grid(IReadOnlyList<GrayImage> images, int columns, float background)
    {
        const int gap = 2;
        Require.AtLeast(columns, 1);
        if (images.Count == 0 || images.Any(i => i.Height != images[0].Height || i.Width != images[0].Width))
            throw new ArgumentException("expected at least one image, all of one size", nameof(images));
        columns = Math.Min(columns, images.Count);
        var (h, w, rows) = (images[0].Height + gap, images[0].Width + gap, (images.Count + columns - 1) / columns);
        var (height, width) = (rows * h - gap, columns * w - gap);
        var pixels = new float[height * width];
        Array.Fill(pixels, background);
        foreach (var (k, image) in images.Index())
        {
            var corner = k / columns * h * width + k % columns * w;
            for (var y = 0; y < image.Height; y++)
                image.Pixels.AsSpan(y * image.Width, image.Width).CopyTo(pixels.AsSpan(corner + y * width));
        }

        return new GrayImage(height, width, pixels);
    }
}
