using GanCmri.Networks;
using GanCmri.Runtime;
using ImageMagick;

namespace GanCmri.Studies.Generation;

/// <summary>Generated images as 8-bit pictures: value v becomes 127.5 v + 128, as in NVIDIA's programs.</summary>
/// <param name="values">[N, channels, side, side], about [-1, 1].</param>
/// <param name="channels">1 (grey) or 3 (colour).</param>
/// <param name="side">Height and width in pixels.</param>
internal sealed class GeneratedPictures(float[] values, int channels, int side)
{
    private const int FrameCentiseconds = 4;

    /// <summary>Pictures of a network's images.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="images">Channels x Resolution x Resolution numbers each.</param>
    public static GeneratedPictures Of(StyleGan2Generator generator, IReadOnlyList<float[]> images) =>
        new([.. images.SelectMany(x => x)], generator.Options.Channels, generator.Options.Resolution);

    private int Count => values.Length / (channels * side * side);

    /// <summary>Makes sure, before any work, that a network's images can be pictures.</summary>
    /// <exception cref="InputException">They have neither 1 nor 3 channels.</exception>
    public static void Require(GeneratorOptions network, string where)
    {
        if (network.Channels is 1 or 3) return;
        throw new InputException(where, "images of 1 or 3 channels", $"{network.Channels}", "use another network, or gancmri generate --out images.npy");
    }

    /// <summary>Writes one picture as PNG.</summary>
    public void Save(int index, string path)
    {
        using var picture = Picture(index);
        AtomicFile.WriteBytes(path, picture.ToByteArray(MagickFormat.Png));
    }

    /// <summary>Writes all pictures in one PNG, in rows from left to right, as square as they go.</summary>
    public void SaveGrid(string path) => SaveGrid(path, (uint)Math.Ceiling(Math.Sqrt(Count)));

    /// <summary>Writes all pictures in one PNG, in rows of so many from left to right.</summary>
    public void SaveGrid(string path, uint columns)
    {
        using var all = All();
        using var grid = all.Montage(new MontageSettings
        {
            Geometry = new MagickGeometry(0, 0, (uint)side, (uint)side),
            TileGeometry = new MagickGeometry(columns, (uint)((Count + columns - 1) / columns)),
            BackgroundColor = MagickColors.Black,
        });
        AtomicFile.WriteBytes(path, grid.ToByteArray(MagickFormat.Png));
    }

    /// <summary>Writes all pictures as the frames of a GIF that plays for ever, 25 a second.</summary>
    public void SaveCine(string path)
    {
        using var all = All();
        foreach (var frame in all)
        {
            frame.AnimationDelay = FrameCentiseconds;
            frame.AnimationIterations = 0;
        }

        AtomicFile.WriteBytes(path, all.ToByteArray(MagickFormat.Gif));
    }

    private MagickImageCollection All() => [.. Enumerable.Range(0, Count).Select(Picture)];

    private MagickImage Picture(int index)
    {
        int size = side * side, start = index * channels * size;
        var bytes = new byte[channels * size];
        for (var i = 0; i < size; i++)
            for (var channel = 0; channel < channels; channel++)
                bytes[i * channels + channel] = (byte)Math.Clamp(values[start + channel * size + i] * 127.5f + 128, 0, 255);
        return new MagickImage(bytes, new PixelReadSettings((uint)side, (uint)side, StorageType.Char, channels == 1 ? "I" : "RGB"));
    }
}
