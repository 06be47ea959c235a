using GanCmri.Imaging.Dicom;
using GanCmri.Imaging.Labels;
using GanCmri.Imaging.Nifti;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;

namespace GanCmri.Imaging;

/// <summary>
/// Reads cines from whatever a path holds, subfolders included: uncompressed DICOM; NIfTI (.nii, .nii.gz, with an optional .json of
/// trigger times); pictures listed by a frames.csv; plain pictures, one folder a cine; or a frame store. Which subject
/// NIfTI and plain pictures belong to: <see cref="SubjectFolders"/>.
/// </summary>
public static class CineReader
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

    // Kinds of which the user may think that they are read.
    private static readonly HashSet<string> OtherImages =
    [
        ".zip",
        ".gz",
        ".tar",
        ".tgz",
        ".7z",
        ".rar",
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

    /// <summary>Reads everything at once.</summary>
    /// <param name="path">A folder, or one file.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>At least one series: subject by subject, slice by slice.</returns>
    /// <exception cref="InputException">Nothing readable. In a folder, NIfTI files and pictures that cannot be read are left out and
    /// noted.</exception>
    public static IReadOnlyList<CineSeries> Read(string path, CineReaderOptions? options = null) =>
        [.. Stacks(path, options).SelectMany(s => s.Series)];

    /// <summary>Reads stack by stack, so that only one need be in memory. The files are listed at once.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<CineStack> Stacks(string path, CineReaderOptions? options = null) =>
        File.Exists(path) ? Listed(path, options) : FoundFiles.Unnamed(path, () => Listed(path, options));

    private static IEnumerable<CineStack> Listed(string path, CineReaderOptions? options)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new InputException(path, "a file or folder of cines", "nothing there", "correct the path");
        options ??= new CineReaderOptions();
        var found = new Found(options, new ReadTolerance(options.Notes, File.Exists(path)));
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
        return AtLeastOne(path, found, CineKeys.MakeUnique(ReadFound(path, found)));
    }

    private static IEnumerable<CineStack> AtLeastOne(string path, Found found, IEnumerable<CineStack> stacks)
    {
        var any = false;
        foreach (var stack in stacks)
        {
            any = true;
            yield return stack;
        }

        if (!any && found.Options.Subjects is null)
            throw found.Tolerance.First
                ?? new InputException(path, "cines", "no magnitude images", "correct the path or copy the files again");
    }

    // Sources one after the other, each with places of its own.
    private static IEnumerable<CineStack> ReadFound(string path, Found found) =>
        found
            .Tables.Select(t => PictureTableReader.Read(t, found.Options))
            .Concat(found.Stores.Select(s => FrameStoreReader.Read(s, found.Options)))
            .Concat([
                found.Dicom.Count == 0 ? [] : DicomFolder.Read(path, found.Dicom, found.Tolerance, found.Options),
                Nifti(path, found),
                Pictures(path, found),
            ])
            .SelectMany((stacks, source) => stacks.Select(s => s with { Place = ((long)source << 32) + s.Place }));

    private static IEnumerable<CineStack> Nifti(string path, Found found)
    {
        var labels = NiftiLabels.Sort(found.Nifti, found.Options.Labels, found.Tolerance);
        var files = labels.Images;
        var subjects = SubjectFolders.Of(
            path,
            [.. files.Select(f => new CinePlaceOnDisk(NiftiFile.Subject(f), Path.GetDirectoryName(Path.GetFullPath(f))!))]
        );
        if (found.Options.SubjectPattern is { } pattern)
            subjects = [.. files.Select(f => new SourceName(SubjectPattern.Of(pattern, path, f).Subject, ""))];
        return files
            .Zip(subjects)
            .Index()
            .Where(f => found.Options.Wants(f.Item.Second.Person))
            .Select(f => found.Tolerance.ReadOrSkip(() => Read(f.Item.First, f.Item.Second) with { Place = f.Index }))
            .OfType<CineStack>();

        CineStack Read(string file, SourceName subject) =>
            NiftiFile
                .Read(file, subject.Person, labels.ByImage.GetValueOrDefault(Path.GetFullPath(file)), found.Tolerance.Notes)
                .InStudy(subject.Study);
    }

    private static IEnumerable<CineStack> Pictures(string path, Found found)
    {
        var sorted = PictureLabels.Sort(found.Pictures, found.Options.Labels, found.Tolerance);
        if (found.Tolerance.IsOneFile && sorted.Images.Count == 1)
            return Path.GetFileNameWithoutExtension(path) is var name && found.Options.Wants(name)
                ?
                [
                    Read(
                        name,
                        [
                            [path],
                        ],
                        0
                    )!,
                ]
                : [];
        if (found.Options.SubjectPattern is { } pattern)
        {
            return sorted
                .Images.Select(p => (Path: p, Named: SubjectPattern.Of(pattern, path, p)))
                .GroupBy(p => p.Named.Subject)
                .Index()
                .Where(s => found.Options.Wants(s.Item.Key))
                .Select(s =>
                    Read(s.Item.Key, [.. s.Item.GroupBy(p => (p.Named.Slice, Path.GetDirectoryName(p.Path)), p => p.Path)], s.Index)
                )
                .OfType<CineStack>();
        }

        var cines = sorted.Images.GroupBy(p => Path.GetDirectoryName(Path.GetFullPath(p))!).ToArray();
        var subjects = SubjectFolders.Of(
            path,
            [.. cines.Select(c => new CinePlaceOnDisk(Path.GetFileName(c.Key), Path.GetDirectoryName(c.Key) ?? ""))]
        );
        return cines
            .Zip(subjects)
            .GroupBy(c => c.Second, c => c.First)
            .Index()
            .Where(g => found.Options.Wants(g.Item.Key.Person))
            .Select(g => Read(g.Item.Key.Person, [.. g.Item], g.Index)?.InStudy(g.Item.Key.Study))
            .OfType<CineStack>();

        CineStack? Read(string subject, IReadOnlyList<IEnumerable<string>> folders, int place) =>
            PictureFolderReader.Read(subject, folders, sorted.ByImage, found.Tolerance) is { } stack ? stack with { Place = place } : null;
    }

    private static void Walk(string folder, Found found, int depth)
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

    private static void Sort(string file, Found found)
    {
        if (IsCompanion(Path.GetFileName(file)) && !found.Tolerance.IsOneFile)
            found.Tolerance.Notes.Add("skipped, a companion file of macOS or Windows");
        else if (NiftiFile.IsNifti(file))
            found.Nifti.Add(file);
        else if (PictureFile.IsPicture(file))
            found.Pictures.Add(file);
        else if (Path.GetFileName(file) == PictureTableReader.FileName)
            found.Tables.Add(file);
        else if (!NeverDicom.Contains(Path.GetExtension(file).ToLowerInvariant()) && IsDicom(file, found))
            found.Dicom.Add(file);
        else if (OtherImages.Contains(Path.GetExtension(file).ToLowerInvariant()))
            found.Others.Add(Path.GetExtension(file).ToLowerInvariant());
    }

    private static bool IsDicom(string file, Found found)
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

    private sealed class Found(CineReaderOptions options, ReadTolerance tolerance)
    {
        public CineReaderOptions Options { get; } = options;

        public ReadTolerance Tolerance { get; } = tolerance;

        /// <summary>Real paths of the folders that were seen.</summary>
        public HashSet<string> Folders { get; } = new(StringComparer.Ordinal);

        /// <summary>Endings of files that hold images of other formats, or archives.</summary>
        public SortedSet<string> Others { get; } = new(StringComparer.Ordinal);

        public List<string> Tables { get; } = [];

        public List<string> Stores { get; } = [];

        public List<string> Dicom { get; } = [];

        public List<string> Nifti { get; } = [];

        public List<string> Pictures { get; } = [];

        public bool IsEmpty => Tables.Count + Stores.Count + Dicom.Count + Nifti.Count + Pictures.Count == 0;
    }
}
