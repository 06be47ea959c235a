using GanCmri.Runtime;

namespace GanCmri.Imaging.Pictures;

/// <summary>Writes cines as looping GIF. The same frames give the same bytes.</summary>
public static class Animations
{
    /// <summary>Writes an endless loop.</summary>
    /// <param name="frames">At least one frame, all of one size.</param>
    /// <param name="range">Values drawn black and white.</param>
    /// <param name="frameMs">Duration of a frame, ms; GIF counts in 10 ms, so it is rounded, to at least 20.</param>
    /// <param name="path">The GIF; written whole or not at all.</param>
    /// <param name="scale">Enlargement, 1 to 32.</param>
    /// <param name="contours">One outline a frame, or null.</param>
    /// <exception cref="ArgumentException">No frames, or sizes that differ.</exception>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void SaveGif(
        IReadOnlyList<GrayImage> frames,
        GrayRange range,
        double frameMs,
        string path,
        int scale = 1,
        IReadOnlyList<Contour>? contours = null
    ) => AtomicFile.WriteBytes(path, ToGifBytes(frames, range, frameMs, scale, contours));

    /// <summary>The GIF's bytes, e.g. for a data URI.</summary>
    /// <inheritdoc cref="SaveGif"/>
    public static byte[] ToGifBytes(
        IReadOnlyList<GrayImage> frames,
        GrayRange range,
        double frameMs,
        int scale = 1,
        IReadOnlyList<Contour>? contours = null
    )
    {
        if (frames.Count == 0 || frames.Any(f => f.Height != frames[0].Height || f.Width != frames[0].Width))
            throw new ArgumentException("expected at least one frame, all of one size", nameof(frames));
        if (contours is not null && contours.Count != frames.Count)
            throw new ArgumentException("expected one contour a frame", nameof(contours));
        return PictureEncoding.Gif(
            frames.Select((f, i) => PictureDrawing.Draw(f, range, scale, smooth: true, contours is null ? [] : [contours[i]])),
            frameMs
        );
    }
}
