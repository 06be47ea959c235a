using System.Globalization;
using GanCmri.Formats;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;

namespace GanCmri.Evaluation;

/// <summary>
/// Reads heart crops to be compared: a frame store, a folder of cines that are crops already (64 x 64 or 128 x 128), or a .npy file
/// of generated images [N, 1, S, S] (each its own subject). Values in [-1, 1].
/// </summary>
internal static class CropReader
{
    private const float FarBeyond = 2,
        DarkestAtMost = -0.3f;
    private const double LargestShareBeyond = 0.01;

    /// <summary>Reads the cines of one side of a store's split, or all.</summary>
    /// <param name="path">Store, folder or .npy file.</param>
    /// <param name="split">Which frames of a store; null for all. Only stores are split.</param>
    /// <exception cref="InputException">Nothing there, or no crops of these sizes.</exception>
    public static IReadOnlyList<CineSeries> Read(string path, DataSplit? split = null)
    {
        var cines = ReadAnySize(path, split);
        var side = cines[0].Frames[0].Image.Width;
        if (side is 64 or 128 && side == cines[0].Frames[0].Image.Height)
            return cines;
        throw new InputException(
            path,
            "heart crops, all of 64 x 64 or all of 128 x 128 pixels",
            Size(cines[0]),
            "make a store with gancmri dataset first"
        );
    }

    /// <summary>Reads cines of one size, whatever it is: for extractors that are not made for 64 or 128 pixels.</summary>
    /// <param name="path">Store, folder or .npy file.</param>
    /// <param name="split">Which frames of a store; null for all. Only stores are split.</param>
    /// <exception cref="InputException">Nothing there, or frames of several sizes.</exception>
    public static IReadOnlyList<CineSeries> ReadAnySize(string path, DataSplit? split = null)
    {
        IReadOnlyList<CineSeries> cines =
            path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? FromArray(path)
            : IsStore(path) ? FromStore(path, split)
            : [.. CineReader.Read(path).Select(Scaled).OfType<CineSeries>()];
        if (cines.Count == 0)
            throw new InputException(path, "heart crops", "none", "check the folder, or the side of the split");
        var sizes = cines.Select(Size).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (sizes.Length == 1)
            return cines;
        throw new InputException(path, "frames of one size", string.Join(", ", sizes), "make a store with gancmri dataset first");
    }

    /// <summary>Whether a folder is a frame store, which alone is split.</summary>
    public static bool IsStore(string path) => File.Exists(Path.Combine(path, FrameStore.InfoFile));

    /// <summary>The training cines of a frame store; null where they are of fewer than two patients.</summary>
    /// <exception cref="InputException">The store cannot be read.</exception>
    public static IReadOnlyList<CineSeries>? ReadTrained(string store)
    {
        using (var opened = FrameStore.Open(store))
            if (opened.Rows.Where(r => r.Split == DataSplit.Train).Select(r => r.Subject).Distinct().Count() < 2)
                return null;
        return ReadAnySize(store, DataSplit.Train);
    }

    /// <summary>Checks that sets to be compared have one size of frames: another resolution would look like another distribution.</summary>
    /// <param name="sets">As read.</param>
    /// <exception cref="InputException">Sizes differ.</exception>
    public static void RequireOneSize(params IReadOnlyList<CineSeries>[] sets)
    {
        var sides = sets.Select(s => s[0].Frames[0].Image.Width).ToArray();
        if (sides.Distinct().Count() > 1)
            throw new InputException(
                "sets to compare",
                "frames of one size",
                string.Join(", ", sides.Select(s => $"{s} x {s}")),
                "make all with the same resolution"
            );
    }

    private static string Size(CineSeries cine) => $"{cine.Frames[0].Image.Width} x {cine.Frames[0].Image.Height}";

    private static CineSeries[] FromStore(string path, DataSplit? split)
    {
        using var store = FrameStore.Open(path);
        return
        [
            .. store
                .Rows.Where(r => split is null || r.Split == split)
                .GroupBy(r => r.Series)
                .Select(series =>
                {
                    var rows = series.OrderBy(r => r.Frame).ToArray();
                    var spacing = rows[0].PixelMm is { } mm ? new PixelSpacing(mm, mm) : null;
                    var frames = rows.Select(r => new CineFrame(
                        store.Read(r.Index),
                        r.TimeMs ?? double.NaN,
                        r.Index.ToString(CultureInfo.InvariantCulture)
                    )
                    {
                        Phase = r.Phase,
                    });
                    return new CineSeries(rows[0].Subject, rows[0].Slice, null, spacing, [.. frames]) { Pathology = rows[0].Pathology };
                }),
        ];
    }

    private static CineSeries[] FromArray(string path)
    {
        var array = NpyFile.Read(path);
        if (array.Shape is not [> 0, 1, var height, var width])
            throw new InputException(
                path,
                "images [N, 1, S, S]",
                $"[{string.Join(", ", array.Shape)}]",
                "write them with gancmri generate --out"
            );
        var values = array.ToFloats();
        if (values.Any(v => !float.IsFinite(v)))
            throw new InputException(path, "finite pixels", "NaN or infinite ones", "look at the generator that made them");
        RequireSigned(path, values);
        var images = values.Chunk(height * width).ToArray();
        if (images.Count(i => i.Max() == i.Min()) is > 0 and var blank)
            throw new InputException(
                path,
                "images that show something",
                $"{blank} of {images.Length} of one grey",
                "look at the generator that made them"
            );
        return
        [
            .. images.Select(
                (pixels, i) =>
                    new CineSeries(
                        $"image-{i}",
                        0,
                        null,
                        null,
                        [
                            new CineFrame(
                                new GrayImage(height, width, Array.ConvertAll(pixels, v => Math.Clamp(v, -1, 1))),
                                double.NaN,
                                i.ToString(CultureInfo.InvariantCulture)
                            ),
                        ]
                    )
            ),
        ];
    }

    // Bytes, or pixels in 0..1, are another scale: hearts have dark lungs beside them, near -1.
    private static void RequireSigned(string path, float[] values)
    {
        var (least, most) = (values.Min(), values.Max());
        var beyond = values.Count(v => Math.Abs(v) > FarBeyond) / (double)values.Length;
        if (beyond <= LargestShareBeyond && least <= DarkestAtMost)
            return;
        throw new InputException(
            path,
            "pixels in [-1, 1]",
            FormattableString.Invariant($"{least:0.##} to {most:0.##}"),
            "scale them, e.g. x / 127.5 - 1 for bytes and 2 x - 1 for 0 to 1"
        );
    }

    private static CineSeries? Scaled(CineSeries series) =>
        IntensityScale.Of(series.Frames.Select(f => f.Image)) is { } scale
            ? series with
            {
                Frames = [.. series.Frames.Select(f => f with { Image = scale.Apply(f.Image) })],
            }
            : null;
}
