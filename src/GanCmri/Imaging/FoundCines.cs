using GanCmri.Imaging.Dicom;
using GanCmri.Imaging.Nifti;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;

namespace GanCmri.Imaging;

/// <summary>The files of cines that lie at a path, by kind; nothing of them is read but what tells the kind.</summary>
internal sealed class FoundCines
{
    private static readonly HashSet<string> NeverDicom =
    [
        ".txt",
        ".csv",
        ".json",
        ".md",
        ".xml",
        ".html",
        ".pdf",
        ".zip",
        ".gz",
        ".nii",
        ".gif",
        ".npy",
    ];

    // Studies may lie in them, so that they are told also beside cines.
    private static readonly HashSet<string> Archives = [".zip", ".tar", ".tgz", ".7z", ".rar"];

    // Kinds of which the user may think that they are read.
    private static readonly HashSet<string> OtherImages =
    [
        .. Archives,
        ".gz",
        ".hdr",
        ".img",
        ".nrrd",
        ".nhdr",
        ".mha",
        ".mhd",
        ".gif",
        ".avi",
        ".mp4",
        ".mat",
        ".npy",
        ".npz",
        ".h5",
        ".par",
    ];

    private FoundCines(CineReaderOptions options, ReadTolerance tolerance) => (Options, Tolerance) = (options, tolerance);

    public CineReaderOptions Options { get; }

    public ReadTolerance Tolerance { get; }

    /// <summary>Real paths of the folders that were seen.</summary>
    public HashSet<string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Endings of files that hold images of other formats, or archives.</summary>
    public SortedSet<string> Others { get; } = new(StringComparer.Ordinal);

    public List<string> Tables { get; } = [];

    public List<string> Stores { get; } = [];

    public List<string> Dicom { get; } = [];

    public List<string> Nifti { get; } = [];

    public List<string> Pictures { get; } = [];

    /// <summary>Whether one of the pictures says that a generator made it.</summary>
    public bool HasSynthetic { get; private set; }

    public bool IsEmpty => Tables.Count + Stores.Count + Dicom.Count + Nifti.Count + Pictures.Count == 0;

    /// <summary>Looks at a file, or through a folder and those below it.</summary>
    /// <exception cref="InputException">Nothing that can be read.</exception>
    public static FoundCines At(string path, CineReaderOptions options)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new InputException(path, "a file or folder of cines", "nothing there", "correct the path");
        var found = new FoundCines(options, new ReadTolerance(options.Notes, File.Exists(path), path));
        if (found.Tolerance.IsOneFile)
            Sort(path, found);
        else
            Walk(path, found, depth: 0);
        if (found.IsEmpty)
            throw found.Tolerance.First
                ?? new InputException(
                    path,
                    "DICOM, NIfTI (.nii, .nii.gz), a frames.csv, pictures or a frame store",
                    found.Others.Count == 0 ? "none of these" : $"none of these, but {string.Join(", ", found.Others)}",
                    found.Others.Count == 0 ? "correct the path" : "unpack archives, convert other formats to NIfTI"
                );
        return found;
    }

    private static void Walk(string folder, FoundCines found, int depth)
    {
        const int deepest = 32;
        try
        {
            if (!found.Folders.Add(RealPath.Of(folder)))
                return; // a link to what was read already

            if (File.Exists(Path.Combine(folder, FrameStore.InfoFile)) && File.Exists(Path.Combine(folder, FrameStore.PixelsFile)))
            {
                found.Stores.Add(folder);
                return;
            }

            var table = Path.Combine(folder, PictureTableReader.FileName);
            if (File.Exists(table))
            {
                found.Tables.Add(table);
                return; // its pictures lie below
            }

            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
                Sort(file, found);
            if (depth == deepest)
                return;
            foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
                Walk(inner, found, depth + 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(folder, "a readable folder", e.GetType().Name, "check its rights", e);
        }
    }

    private static void Sort(string file, FoundCines found)
    {
        if (IsCompanion(Path.GetFileName(file)) && !found.Tolerance.IsOneFile)
            found.Tolerance.Notes.Add("skipped, a companion file of macOS or Windows");
        else if (NiftiFile.IsNifti(file))
            found.Nifti.Add(file);
        else if (PictureFile.IsPicture(file))
            SortPicture(file, found);
        else if (Path.GetFileName(file) == PictureTableReader.FileName)
            found.Tables.Add(file);
        else if (!NeverDicom.Contains(Path.GetExtension(file).ToLowerInvariant()) && IsDicom(file, found))
            found.Dicom.Add(file);
        else if (Path.GetExtension(file).ToLowerInvariant() is var ending && OtherImages.Contains(ending))
        {
            found.Others.Add(ending);
            if (Archives.Contains(ending))
                found.Tolerance.Notes.Add("not opened, an archive that may hold studies (unpack it)");
        }
    }

    private static void SortPicture(string file, FoundCines found)
    {
        var says = PngText.Of(file);
        if (!found.Tolerance.IsOneFile && FigureMark.Is(says))
            found.Tolerance.SkipKind(
                "a figure that gancmri drew (panels, sheets, plots), no frame",
                new InputException(file, "a frame", "a figure that gancmri drew", "name the data that lies beside it")
            );
        else
        {
            found.Pictures.Add(file);
            found.HasSynthetic |= SyntheticMark.Read(says) is not null;
        }
    }

    private static bool IsDicom(string file, FoundCines found)
    {
        try
        {
            return DicomFile.IsDicom(file);
        }
        catch (InputException e) when (!found.Tolerance.IsOneFile)
        {
            found.Tolerance.Skip("a file that cannot be opened, or a link to none", e);
            return false;
        }
    }

    /// <summary>macOS writes ._NAME beside NAME on foreign disks; these and desktop files are no images whatever their ending.</summary>
    private static bool IsCompanion(string name) =>
        name.StartsWith("._", StringComparison.Ordinal) || name.ToLowerInvariant() is ".ds_store" or "thumbs.db" or "desktop.ini";
}
