using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors.Quantization;

namespace GanCmri.Imaging.Pictures;

/// <summary>
/// The colours of each frame of a GIF: its own where they are few enough, otherwise means of neighbouring shades of grey and of coarse
/// colours. The library's quantizers tell only 32 greys apart, too few for a heart.
/// </summary>
/// <param name="most">Colours of a frame, 128 or 256: all but 64 of them for greys where there are more colours than that.</param>
internal sealed class GifColours(int most) : IQuantizer
{
    /// <inheritdoc/>
    public QuantizerOptions Options { get; } = new() { Dither = null, MaxColors = most };

    /// <inheritdoc/>
    public IQuantizer<TPixel> CreatePixelSpecificQuantizer<TPixel>(Configuration configuration)
        where TPixel : unmanaged, IPixel<TPixel> => new Frame<TPixel>(configuration, Options);

    /// <inheritdoc/>
    public IQuantizer<TPixel> CreatePixelSpecificQuantizer<TPixel>(Configuration configuration, QuantizerOptions options)
        where TPixel : unmanaged, IPixel<TPixel> => CreatePixelSpecificQuantizer<TPixel>(configuration);

    private struct Frame<TPixel>(Configuration configuration, QuantizerOptions options) : IQuantizer<TPixel>
        where TPixel : unmanaged, IPixel<TPixel>
    {
        private const int CoarseColours = 64;
        private readonly Dictionary<Rgba32, byte> _places = [];
        private TPixel[] _palette = [];

        public readonly Configuration Configuration => configuration;

        public readonly QuantizerOptions Options => options;

        public readonly ReadOnlyMemory<TPixel> Palette => _palette;

        public void AddPaletteColors(Buffer2DRegion<TPixel> pixelRegion)
        {
            var counts = new Dictionary<Rgba32, int>();
            for (var y = 0; y < pixelRegion.Height; y++)
            {
                foreach (var pixel in pixelRegion.DangerousGetRowSpan(y))
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, Rgb(pixel), out _)++;
            }

            var (exact, greys) = (counts.Count <= options.MaxColors, options.MaxColors - CoarseColours);
            var groups = counts
                .GroupBy(c => exact ? (int)c.Key.PackedValue : Coarse(c.Key, greys))
                .OrderBy(g => g.Min(c => c.Key.PackedValue))
                .ToArray();
            _palette = new TPixel[groups.Length];
            foreach (var (place, group) in groups.Index())
            {
                var weight = group.Sum(c => (double)c.Value);
                byte Mean(Func<Rgba32, byte> channel) => (byte)Math.Round(group.Sum(c => channel(c.Key) * (double)c.Value) / weight);
                _palette[place].FromRgba32(new Rgba32(Mean(c => c.R), Mean(c => c.G), Mean(c => c.B)));
                foreach (var colour in group)
                    _places[colour.Key] = (byte)place;
            }
        }

        public readonly IndexedImageFrame<TPixel> QuantizeFrame(ImageFrame<TPixel> source, Rectangle bounds) =>
            QuantizerUtilities.QuantizeFrame(ref Unsafe.AsRef(in this), source, bounds);

        public readonly byte GetQuantizedColor(TPixel color, out TPixel match)
        {
            var place = _places[Rgb(color)];
            match = _palette[place];
            return place;
        }

        public readonly void Dispose() { }

        private static Rgba32 Rgb(TPixel pixel)
        {
            var rgba = default(Rgba32);
            pixel.ToRgba32(ref rgba);
            return rgba;
        }

        private static int Coarse(Rgba32 c, int greys) =>
            c.R == c.G && c.G == c.B ? c.R * greys / 256 : greys + (c.R >> 6 << 4 | c.G >> 6 << 2 | c.B >> 6);
    }
}
