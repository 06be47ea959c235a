using System.Text.RegularExpressions;
using GanCmri.Runtime;

namespace GanCmri.Imaging;

/// <summary>Pictures without a table: a folder's pictures are the frames of one cine, in the order of the numbers in their names.</summary>
internal static partial class PictureFolderReader
{
    /// <summary>Reads the pictures of one subject's folders, each a slice.</summary>
    /// <exception cref="InputException">A picture is unreadable or of another size than the first of its folder.</exception>
    public static CineStack Read(string subject, IReadOnlyList<IEnumerable<string>> folders) =>
        new(subject, "pictures", [.. folders.SelectMany(f => f)], [.. folders.Select((files, slice) => Read(subject, slice, files))]);

    private static CineSeries Read(string subject, int slice, IEnumerable<string> files)
    {
        var ordered = files.OrderBy(f => Digits().Replace(Path.GetFileName(f), m => m.Value.PadLeft(12, '0')), StringComparer.Ordinal).ToList();
        var frames = ordered.Select(f => new CineFrame(PictureFile.Read(f), double.NaN, Path.GetFileNameWithoutExtension(f))).ToList();
        var first = frames[0].Image;
        var odd = frames.FindIndex(f => f.Image.Height != first.Height || f.Image.Width != first.Width);
        if (odd >= 0)
        {
            throw new InputException(ordered[odd], $"{first.Width} x {first.Height} pixels like the folder's first picture",
                $"{frames[odd].Image.Width} x {frames[odd].Image.Height}", "give each cine its own folder, or add a frames.csv");
        }

        return new CineSeries(subject, slice, null, null, frames);
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
