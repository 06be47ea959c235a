using GanCmri.Imaging.Subjects;

namespace GanCmri.Imaging.Dicom;

/// <summary>One study of one patient id, and whose its folder says it is.</summary>
internal sealed class DicomVisit
{
    /// <param name="root">Full path of the folder that was given.</param>
    /// <param name="files">All of one patient id and study, at least one.</param>
    public DicomVisit(string root, IReadOnlyList<DicomHeader> files)
    {
        Files = files;
        Folder = CommonFolder(root, files);
        Place = PersonFolder.Of(root, Folder);
        Traits = files.Select(f => f.PatientTraits).FirstOrDefault(t => t.Length > 0) ?? "";
        Date = files.Select(f => f.StudyDate).FirstOrDefault(d => d.Length > 0) ?? "";
    }

    public IReadOnlyList<DicomHeader> Files { get; }

    /// <summary>The deepest folder that holds them all.</summary>
    public string Folder { get; }

    public PersonFolder Place { get; }

    /// <summary>Birth date and sex; empty if unknown.</summary>
    public string Traits { get; }

    /// <summary>YYYYMMDD; empty if unknown.</summary>
    public string Date { get; }

    /// <summary>The deepest folder, at or below the root, that holds all files.</summary>
    public static string CommonFolder(string root, IEnumerable<DicomHeader> files)
    {
        string? common = null;
        foreach (var folder in files.Select(f => Path.GetDirectoryName(Path.GetFullPath(f.Path))!).Distinct())
        {
            common ??= folder;
            while (folder != common && !folder.StartsWith(common + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                common = Path.GetDirectoryName(common) ?? root;
        }

        return common!;
    }
}
