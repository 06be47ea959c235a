namespace GanCmri.Imaging.Labels;

/// <summary>A file that may hold pictures or labels.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Name">What its name says.</param>
internal sealed record NamedFile(string Path, LabelName Name)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;
}

/// <summary>Finds the label map of each picture: the same name but for the words of label maps, in the same folder or one beside it
/// (imagesTr, labelsTr).</summary>
internal static class LabelPairs
{
    /// <summary>Label maps by the path of the picture; where several fit, one that is called truth, else the first.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<NamedFile> pictures, IReadOnlyList<NamedFile> labels)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in labels.Where(l => !l.Name.IsRightVentricle).OrderByDescending(l => l.Name.IsManual))
        {
            var named = pictures
                .Where(p => p.Name.Key == label.Name.Key && IsNear(p, label))
                .OrderByDescending(p => p.Folder == label.Folder)
                .ToArray();
            var only = label.Name.Key.Length == 0 ? pictures.Where(p => p.Folder == label.Folder).ToArray() : [];
            if (named.FirstOrDefault() is { } picture || only is [var single] && (picture = single) is not null)
                pairs.TryAdd(picture.Path, label.Path);
        }

        return pairs;
    }

    private static bool IsNear(NamedFile picture, NamedFile label) =>
        picture.Folder == label.Folder
        || Path.GetDirectoryName(picture.Folder) == Path.GetDirectoryName(label.Folder)
        || Path.GetDirectoryName(label.Folder) == picture.Folder
        || Path.GetDirectoryName(picture.Folder) == label.Folder;
}
