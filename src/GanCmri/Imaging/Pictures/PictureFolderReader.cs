using GanCmri.Imaging.Labels;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Pictures;

/// <summary>Pictures without a table: a folder's pictures are the frames of one cine, in the order of the numbers in their names (2 before
/// 10).</summary>
internal static class PictureFolderReader
{
    /// <summary>Reads the slices of one subject; null if none can be read. They have the numbers that their names tell, or else are counted
    /// in their order.</summary>
    /// <exception cref="InputException">Pictures of a folder differ in size, more than one in four, or the only one is
    /// unreadable.</exception>
    public static CineStack? Read(
        string subject,
        IEnumerable<PictureSlice> slices,
        IReadOnlyDictionary<string, string> masks,
        ReadTolerance tolerance
    )
    {
        var ordered = PictureSlice.InOrder(slices);
        var numbered = ordered.All(s => s.Number is not null);
        var series = ordered
            .Select((s, place) => Read(subject, numbered ? s.Number!.Value : place, s.Files, masks, tolerance))
            .OfType<CineSeries>()
            .ToList();
        return series.Count == 0 ? null : new CineStack(subject, "pictures", [.. ordered.SelectMany(s => s.Files)], series);
    }

    private static CineSeries? Read(
        string subject,
        int slice,
        IEnumerable<string> files,
        IReadOnlyDictionary<string, string> masks,
        ReadTolerance tolerance
    )
    {
        var ordered = files
            .OrderBy(f => NaturalOrder.Of(Path.GetFileName(f)), StringComparer.Ordinal)
            .Select(f => (Path: f, Picture: tolerance.ReadOrSkip(() => PictureFile.ReadMarked(f))))
            .Where(f => f.Picture is not null)
            .Select(f => (f.Path, f.Picture!.Image, f.Picture.Mark))
            .ToList();
        if (ordered.Count == 0)
            return null;
        var usual = ordered.GroupBy(f => (f.Image.Height, f.Image.Width)).MaxBy(g => g.Count())!;
        if (4 * usual.Count() > 3 * ordered.Count)
        {
            foreach (var other in ordered.Except(usual))
                tolerance.Skip("a picture of another size than the rest of its folder", Odd(other.Path, other.Image, usual.First().Image));
            ordered = [.. usual];
        }

        var frames = ordered
            .Select(f => new CineFrame(f.Image, double.NaN, Path.GetFileNameWithoutExtension(f.Path))
            {
                LvCavity = masks.TryGetValue(Path.GetFullPath(f.Path), out var mask)
                    ? PictureLabels.Cavity(mask, f.Image, tolerance.Notes)
                    : null,
                Mark = f.Mark,
            })
            .ToList();
        var first = frames[0].Image;
        var odd = frames.FindIndex(f => f.Image.Height != first.Height || f.Image.Width != first.Width);
        if (odd >= 0)
        {
            throw Odd(ordered[odd].Path, frames[odd].Image, first);
        }

        var spacing = SyntheticMark.Spacing(ordered.Select(f => f.Mark), first);
        var series = new CineSeries(subject, slice, null, spacing, frames) { Doubts = [.. CineDoubts.Untold(spacing, frames)] };
        if (FrameLikeness.AreOneCine([.. frames.Select(f => f.Image)]))
            return series;
        tolerance.Notes.Add("neighbouring pictures of a folder do not resemble each other, so they are hardly one cine", "folder");
        return series with { Doubts = [.. series.Doubts, CineDoubts.FramesDiffer] };
    }

    private static InputException Odd(string path, GrayImage odd, GrayImage usual) =>
        new(
            path,
            $"{usual.Width} x {usual.Height} pixels like the rest of its folder",
            $"{odd.Width} x {odd.Height}",
            "give each cine its own folder, or add a frames.csv"
        );
}
