using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Labels;

/// <summary>Plain pictures told apart: images, and masks (called so, with few small whole numbers or 0 and 255) by the image they belong
/// to.</summary>
/// <param name="Images">Files of images, in their order.</param>
/// <param name="ByImage">A mask's path by that of its image.</param>
internal sealed record PictureLabels(IReadOnlyList<string> Images, IReadOnlyDictionary<string, string> ByImage)
{
    /// <summary>Looks at names and, where they speak of masks, at values; masks are counted.</summary>
    public static PictureLabels Sort(IReadOnlyList<string> files, bool wanted, ReadTolerance tolerance)
    {
        if (tolerance.IsOneFile)
            return new PictureLabels(files, new Dictionary<string, string>());
        var named = files
            .Select(f => new NamedFile(
                Path.GetFullPath(f),
                LabelName.Of(Path.GetFileNameWithoutExtension(f), Path.GetDirectoryName(Path.GetFullPath(f))!)
            ))
            .ToArray();
        var isLabel = named.Select(f => f.Name.IsLabel && HasLabels(f.Path)).ToArray();
        var labels = named.Where((_, i) => isLabel[i]).ToArray();
        var pairs = wanted ? LabelPairs.Of([.. named.Where((_, i) => !isLabel[i])], labels) : new Dictionary<string, string>();
        var used = pairs.Values.ToHashSet();
        foreach (var label in labels)
        {
            if (used.Contains(label.Path))
                tolerance.Notes.Add("mask taken as the outline of its picture");
            else
                tolerance.SkipKind(
                    "a mask, not a frame",
                    new InputException(
                        label.Path,
                        "pictures of a cine",
                        "a mask",
                        "give the pictures themselves, or list both in a frames.csv"
                    )
                );
        }

        return new PictureLabels([.. files.Where((_, i) => !isLabel[i])], pairs);
    }

    /// <summary>The cavity drawn in a mask; null, and noted, where it does not fit its picture.</summary>
    public static Mask? Cavity(string label, GrayImage picture, ReadingNotes notes)
    {
        var mask = PictureFile.Read(label);
        if (mask.Height == picture.Height && mask.Width == picture.Width && CavityLabel.Of([mask]) is { } cavity)
            return CavityLabel.Region(mask, cavity);
        if (mask.Height == picture.Height && mask.Width == picture.Width && mask.Pixels.All(v => v == 0))
            return CavityLabel.Region(mask, 1);
        notes.Add("mask left out: its size is not that of its picture, or nothing tells which of its numbers is the cavity");
        return null;
    }

    private static bool HasLabels(string path)
    {
        try
        {
            var values = new LabelValues();
            return values.Add(PictureFile.Read(path).Pixels) && values.AreLabels(isNamed: true);
        }
        catch (InputException)
        {
            return false; // reading says what is wrong with it
        }
    }
}
