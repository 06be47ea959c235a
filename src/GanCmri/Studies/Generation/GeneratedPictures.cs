using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Networks;
using GanCmri.Runtime;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace GanCmri.Studies.Generation;

/// <summary>Generated images as 8-bit pictures: value v becomes 127.5 v + 128, as in NVIDIA's programs.</summary>
/// <param name="values">[N, channels, side, side], about [-1, 1].</param>
/// <param name="channels">1 (grey) or 3 (colour).</param>
/// <param name="side">Height and width in pixels.</param>
internal sealed class GeneratedPictures(float[] values, int channels, int side)
{
    private const int FrameMs = 40;

    /// <summary>Pictures of a network's images.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="images">Channels x Resolution x Resolution numbers each.</param>
    public static GeneratedPictures Of(StyleGan2Generator generator, IReadOnlyList<float[]> images) =>
        new([.. images.SelectMany(x => x)], generator.Options.Channels, generator.Options.Resolution);

    /// <summary>Side of a pixel, mm, which single pictures tell; null: not known.</summary>
    public double? PixelMm { get; init; }

    private int Count => values.Length / (channels * side * side);

    /// <summary>Makes sure, before any work, that a network's images can be pictures.</summary>
    /// <exception cref="InputException">They have neither 1 nor 3 channels.</exception>
    public static void Require(GeneratorOptions network, string where)
    {
        if (network.Channels is 1 or 3)
            return;
        throw new InputException(
            where,
            "images of 1 or 3 channels",
            $"{network.Channels}",
            "use another network, or gancmri generate --out images.npy"
        );
    }

    /// <summary>Writes one picture as PNG, which says that it is synthetic.</summary>
    public void Save(int index, string path)
    {
        using var picture = Picture(index);
        AtomicFile.WriteBytes(path, new SyntheticMark(PixelMm).On(PictureEncoding.Png(picture)));
    }

    /// <summary>Writes all pictures in one PNG, in rows from left to right, as square as they go.</summary>
    public void SaveGrid(string path) => SaveGrid(path, Columns(Count));

    /// <summary>Writes all pictures in one PNG, in rows of so many from left to right.</summary>
    public void SaveGrid(string path, int columns) => SaveGrid(path, columns, Count, Picture);

    /// <summary>Writes pictures of this size that are files already in one PNG, as square as they go.</summary>
    public void SaveGrid(string path, IReadOnlyList<string> files) =>
        SaveGrid(path, Columns(files.Count), files.Count, i => Image.Load<Rgb24>(files[i]));

    private static int Columns(int count) => (int)Math.Ceiling(Math.Sqrt(count));

    private void SaveGrid(string path, int columns, int count, Func<int, Image<Rgb24>> take)
    {
        using var grid = new Image<Rgb24>(columns * side, (count + columns - 1) / columns * side, new Rgb24(0, 0, 0));
        for (var i = 0; i < count; i++)
        {
            using var picture = take(i);
            grid.Mutate(g => g.DrawImage(picture, new Point(i % columns * side, i / columns * side), opacity: 1));
        }

        AtomicFile.WriteBytes(path, FigureMark.On(PictureEncoding.Png(grid)));
    }

    /// <summary>Writes all pictures as the frames of a GIF that plays for ever, 25 a second.</summary>
    public void SaveCine(string path) =>
        AtomicFile.WriteBytes(path, PictureEncoding.Gif(Enumerable.Range(0, Count).Select(Picture), FrameMs));

    private Image<Rgb24> Picture(int index)
    {
        int size = side * side,
            start = index * channels * size;
        byte At(int i, int channel) => (byte)Math.Clamp(values[start + Math.Min(channel, channels - 1) * size + i] * 127.5f + 128, 0, 255);
        var pixels = new Rgb24[size];
        for (var i = 0; i < size; i++)
            pixels[i] = new Rgb24(At(i, 0), At(i, 1), At(i, 2));
        return Image.LoadPixelData<Rgb24>(pixels, side, side);
    }
}
