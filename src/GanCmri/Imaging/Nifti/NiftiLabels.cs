using GanCmri.Imaging.Labels;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>NIfTI files told apart: images, and label maps by the image they belong to.</summary>
/// <param name="Images">Files of images, in their order.</param>
/// <param name="ByImage">A label map's path by that of its image.</param>
internal sealed record NiftiLabels(IReadOnlyList<string> Images, IReadOnlyDictionary<string, string> ByImage)
{
    private const string What = "a label map, not a cine";
    private const string Taken = "label map taken as the outline of its image";

    /// <summary>Looks at names and values; label maps are counted, and how many found their image where they are asked for.</summary>
    /// <exception cref="InputException">The user named a label map itself.</exception>
    public static NiftiLabels Sort(IReadOnlyList<string> files, bool wanted, ReadTolerance tolerance)
    {
        var named = files.Select(Named).ToArray();
        var isLabel = named.Select(f => HasLabels(f.Path, f.Name.IsLabel)).ToArray();
        var labels = named.Where((_, i) => isLabel[i]).ToArray();
        var images = named.Where((_, i) => !isLabel[i]).ToArray();
        var pairs = wanted ? LabelPairs.Of(images, labels) : new Dictionary<string, string>();
        var used = pairs.Values.ToHashSet();
        foreach (var label in labels)
        {
            var error = new InputException(
                label.Path,
                "a cine",
                "a label map (few small whole numbers)",
                "give the images; --labels compares them with label maps beside them"
            );
            if (tolerance.IsOneFile)
                throw error;
            if (used.Contains(label.Path))
                tolerance.Notes.Add(Taken);
            else
                tolerance.SkipKind(wanted ? $"{What}, and without an image of its name (or of the right ventricle)" : What, error);
        }

        return new NiftiLabels([.. files.Where((_, i) => !isLabel[i])], pairs);
    }

    /// <summary>The label map of one image that was named alone: beside it, or in a folder of labels beside its own.</summary>
    /// <param name="image">The image's file.</param>
    /// <param name="notes">Told whether there is one.</param>
    public static IReadOnlyDictionary<string, string> Beside(string image, ReadingNotes notes)
    {
        var own = Named(image);
        string[] folders =
        [
            own.Folder,
            .. Path.GetDirectoryName(own.Folder) is { } above
                ? Directory.EnumerateDirectories(above).Where(f => LabelName.Of("", f).IsLabel)
                : [],
        ];
        NamedFile[] labels =
        [
            .. folders
                .Distinct(StringComparer.Ordinal)
                .SelectMany(Directory.EnumerateFiles)
                .Where(NiftiFile.IsNifti)
                .Order(StringComparer.Ordinal)
                .Select(Named)
                .Where(f => f.Path != own.Path && f.Name.IsLabel && f.Name.Key == own.Name.Key && HasLabels(f.Path, isNamed: true)),
        ];
        var found = LabelPairs.Of([own], labels);
        notes.Add(found.Count > 0 ? Taken : "without a label map of its name beside it");
        return found;
    }

    /// <summary>What is outlined in each slice and phase, [slice][phase]; null where a phase was not labelled. Null altogether where they
    /// do not fit.</summary>
    /// <param name="label">The label map.</param>
    /// <param name="image">The header of its image.</param>
    /// <param name="orientation">That of the image.</param>
    /// <param name="notes">Told why nothing is given.</param>
    /// <exception cref="InputException">By both affines it lies elsewhere.</exception>
    public static LabelPlane?[][]? Read(string label, NiftiHeader image, NiftiOrientation orientation, ReadingNotes notes)
    {
        using var planes = new NiftiPlanes(label);
        var h = planes.Header;
        var own = NiftiLabelGrid.Orientation(label, h, image, orientation, notes);
        if (h.Phases != image.Phases || !own.Sizes(h).SequenceEqual(orientation.Sizes(image)))
        {
            notes.Add("label map left out: its size is not that of its image");
            return null;
        }

        var images = NiftiImages.Read(planes, own);
        if (LabelNumbers.Of([.. images.SelectMany(s => s)]) is not { } numbers)
        {
            notes.Add(
                "label map left out: nothing tells which of its numbers is the left ventricle's cavity (no myocardium, number 2, around it)"
            );
            return null;
        }

        var labelled = Enumerable.Range(0, h.Phases).Select(t => images.Any(s => s[t].Pixels.Any(v => v != 0))).ToArray();
        return [.. images.Select(slice => slice.Select((f, t) => labelled[t] ? LabelPlane.Of(f, numbers) : null).ToArray())];
    }

    private static NamedFile Named(string file) =>
        new(Path.GetFullPath(file), LabelName.Of(NiftiFile.Stem(file), Path.GetDirectoryName(Path.GetFullPath(file))!));

    private static bool HasLabels(string path, bool isNamed)
    {
        try
        {
            using var planes = new NiftiPlanes(path);
            var values = new LabelValues();
            for (var i = 0; i < planes.Header.Slices * planes.Header.Phases; i++)
            {
                if (!values.Add(planes.Next()))
                    return false;
            }

            return values.AreLabels(isNamed);
        }
        catch (InputException)
        {
            return false; // reading says what is wrong with it
        }
    }
}
