using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Imaging.Pictures;

/// <summary>Pictures from bytes and into files. The same pixels give the same bytes: no dates, no metadata.</summary>
internal static class PictureEncoding
{
    /// <summary>A picture of grey values, row by row.</summary>
    public static Image<Rgb24> Grey(ReadOnlySpan<byte> values, int width, int height)
    {
        var pixels = new Rgb24[values.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = new Rgb24(values[i], values[i], values[i]);
        return Image.LoadPixelData<Rgb24>(pixels, width, height);
    }

    /// <summary>A PNG, grey where the picture is.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="bits">Of a pixel's channel: 8, or 1 for a grey picture of black and white.</param>
    /// <param name="isQuick">Several times faster and a little larger.</param>
    public static byte[] Png(Image<Rgb24> picture, PngBitDepth bits = PngBitDepth.Bit8, bool isQuick = false)
    {
        using var stream = new MemoryStream();
        picture.SaveAsPng(
            stream,
            new PngEncoder
            {
                ColorType = IsGrey(picture) ? PngColorType.Grayscale : PngColorType.Rgb,
                BitDepth = bits,
                ChunkFilter = PngChunkFilter.ExcludeAll,
                CompressionLevel = isQuick ? PngCompressionLevel.Level3 : PngCompressionLevel.DefaultCompression,
                FilterMethod = isQuick ? PngFilterMethod.Up : PngFilterMethod.Adaptive,
            }
        );
        return stream.ToArray();
    }

    /// <summary>An endless GIF. Disposes of the pictures.</summary>
    /// <param name="pictures">At least one, all of one size.</param>
    /// <param name="frameMs">Duration of a frame, ms; GIF counts in 10 ms, and viewers slow down below 20.</param>
    /// <param name="colours">Most colours of a frame: 256, or 128 for a smaller file.</param>
    public static byte[] Gif(IEnumerable<Image<Rgb24>> pictures, double frameMs, int colours = 256)
    {
        Image<Rgb24>? animation = null;
        foreach (var picture in pictures)
        {
            picture.Frames.RootFrame.Metadata.GetGifMetadata().FrameDelay = (int)Math.Max(2, Math.Round(frameMs / 10));
            if (animation is null)
            {
                animation = picture;
                continue;
            }

            animation.Frames.AddFrame(picture.Frames.RootFrame);
            picture.Dispose();
        }

        using (animation ?? throw new ArgumentException("expected at least one picture", nameof(pictures)))
        {
            using var stream = new MemoryStream();
            animation.Metadata.GetGifMetadata().RepeatCount = 0;
            animation.SaveAsGif(stream, new GifEncoder { ColorTableMode = GifColorTableMode.Local, Quantizer = new GifColours(colours) });
            return stream.ToArray();
        }
    }

    private static bool IsGrey(Image<Rgb24> picture)
    {
        var isGrey = true;
        picture.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height && isGrey; y++)
                foreach (var p in rows.GetRowSpan(y))
                    isGrey &= p.R == p.G && p.G == p.B;
        });
        return isGrey;
    }
}
