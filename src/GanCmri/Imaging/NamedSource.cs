using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;

namespace GanCmri.Imaging;

/// <summary>A table of pictures, or a frame store, which names its subjects itself.</summary>
/// <param name="Place">Whose or which folder it is of, below the root; "" for the root itself.</param>
/// <param name="Study">What that folder's name says of a visit; "" where nothing does.</param>
/// <param name="Subjects">Whom it names, a name a frame.</param>
/// <param name="Read">Reads it.</param>
internal sealed record NamedSource(
    string Place,
    string Study,
    IReadOnlyList<string> Subjects,
    Func<CineReaderOptions, IEnumerable<CineStack>> Read
)
{
    private static readonly SubjectLinks Spelling = SubjectLinks.Read([]);

    /// <summary>Whom it names, each once.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Subjects.Distinct()];

    /// <summary>Whether the folder it is of, right below the root, has the subject's own name, as P1/frames.csv of P1: it needs no other.
    /// (north/P1/frames.csv may lie beside south/P1, somebody else.)</summary>
    public bool IsFolderOf(string subject) => Spelling.Person(Place) == Spelling.Person(subject);

    /// <summary>A table.</summary>
    public static NamedSource OfTable(string root, string csv)
    {
        var folder = PersonFolder.Of(root, Path.GetDirectoryName(Path.GetFullPath(csv))!);
        return new NamedSource(
            Below(root, folder.Path),
            folder.Study,
            [.. PictureTableReader.Subjects(csv)],
            options => PictureTableReader.Read(csv, options)
        );
    }

    /// <summary>A frame store, whose rows tell studies themselves.</summary>
    public static NamedSource OfStore(string root, string folder) =>
        new(
            Below(root, Path.GetFullPath(folder)),
            "",
            [.. FrameStoreReader.Subjects(folder)],
            options => FrameStoreReader.Read(folder, options)
        );

    // With "/" on every system; "" for the root itself.
    private static string Below(string root, string folder) =>
        folder == root ? "" : Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/');
}
