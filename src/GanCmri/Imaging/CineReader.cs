using GanCmri.Imaging.Dicom;
using GanCmri.Imaging.Labels;
using GanCmri.Imaging.Nifti;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;

namespace GanCmri.Imaging;

/// <summary>
/// Reads cines from whatever a path holds, subfolders included: uncompressed DICOM; NIfTI (.nii, .nii.gz, with an optional .json of
/// trigger times); pictures listed by a frames.csv; plain pictures, one folder a cine; or a frame store. Which subject
/// NIfTI and plain pictures belong to: <see cref="SubjectFolders"/>; who those of several tables and stores are:
/// <see cref="NamedSources"/>.
/// </summary>
public static class CineReader
{
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
        var found = FoundCines.At(path, options ?? new CineReaderOptions());
        found.Options.Notes.HasSynthetic |= found.HasSynthetic || found.Tables.Exists(PictureTableReader.HasSynthetic);
        return AtLeastOne(path, found, CineKeys.MakeUnique(ReadFound(path, found)));
    }

    private static IEnumerable<CineStack> AtLeastOne(string path, FoundCines found, IEnumerable<CineStack> stacks)
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
    private static IEnumerable<CineStack> ReadFound(string path, FoundCines found)
    {
        FolderCines[] folders =
        [
            found.Dicom.Count == 0 ? FolderCines.None : DicomFolder.Read(path, found.Dicom, found.Tolerance, found.Options),
            Nifti(path, found),
            Pictures(path, found),
        ];
        return NamedSources
            .Read(path, found, folders.SelectMany(f => f.Subjects))
            .Concat(folders.Select(f => f.Stacks))
            .SelectMany((stacks, source) => stacks.Select(s => s with { Place = ((long)source << 32) + s.Place }))
            .Select(RepeatedSlices.Marked);
    }

    private static FolderCines Nifti(string path, FoundCines found)
    {
        var labels = NiftiLabels.Sort(found.Nifti, found.Options.Labels, found.Tolerance);
        if (found.Options.Labels && found.Tolerance.IsOneFile && found.Nifti is [var only])
            labels = labels with { ByImage = NiftiLabels.Beside(only, found.Tolerance.Notes) };
        var files = labels.Images;
        var subjects = SubjectFolders.Of(
            path,
            [.. files.Select(f => new CinePlaceOnDisk(NiftiFile.Subject(f), Path.GetDirectoryName(Path.GetFullPath(f))!))]
        );
        if (found.Options.SubjectPattern is { } pattern)
            subjects = [.. files.Select(f => new SourceName(SubjectPattern.Of(pattern, path, f).Subject, ""))];
        var wanted = files.Zip(subjects).Index().Where(f => found.Options.Wants(f.Item.Second.Person)).ToArray();
        found.Options.Notes.ExpectedFrames += wanted.Sum(f => NiftiFile.Frames(f.Item.First));
        return new FolderCines(
            subjects.Select(s => s.Person),
            wanted
                .Select(f => found.Tolerance.ReadOrSkip(() => Read(f.Item.First, f.Item.Second) with { Place = f.Index }))
                .OfType<CineStack>()
        );

        CineStack Read(string file, SourceName subject) =>
            NiftiFile
                .Read(file, subject.Person, labels.ByImage.GetValueOrDefault(Path.GetFullPath(file)), found.Tolerance.Notes)
                .InStudy(subject.Study);
    }

    private static FolderCines Pictures(string path, FoundCines found)
    {
        var sorted = PictureLabels.Sort(found.Pictures, found.Options.Labels, found.Tolerance);
        if (found.Tolerance.IsOneFile && sorted.Images.Count == 1)
            return Path.GetFileNameWithoutExtension(path) is var name && found.Options.Wants(name)
                ? new FolderCines([name], [Read(name, [new PictureSlice("", "", [path])], 0)!])
                : FolderCines.None;
        if (found.Options.SubjectPattern is { } pattern)
        {
            var people = sorted
                .Images.Select(p => (Path: p, Named: SubjectPattern.Of(pattern, path, p)))
                .GroupBy(p => p.Named.Subject)
                .ToArray();
            var wanted = people.Index().Where(s => found.Options.Wants(s.Item.Key)).ToArray();
            found.Options.Notes.ExpectedFrames += wanted.Sum(s => s.Item.Count());
            return new FolderCines(
                people.Select(s => s.Key),
                wanted
                    .Select(s =>
                        Read(
                            s.Item.Key,
                            s.Item.GroupBy(p => (p.Named.Slice, Folder: Path.GetDirectoryName(p.Path)!), p => p.Path)
                                .Select(g => new PictureSlice(g.Key.Slice, g.Key.Folder, [.. g])),
                            s.Index
                        )
                    )
                    .OfType<CineStack>()
            );
        }

        var cines = sorted.Images.GroupBy(p => Path.GetDirectoryName(Path.GetFullPath(p))!).ToArray();
        var subjects = SubjectFolders.Of(
            path,
            [.. cines.Select(c => new CinePlaceOnDisk(Path.GetFileName(c.Key), Path.GetDirectoryName(c.Key) ?? ""))]
        );
        var studies = cines.Zip(subjects).GroupBy(c => c.Second, c => c.First).Index();
        var own = studies.Where(g => found.Options.Wants(g.Item.Key.Person)).ToArray();
        found.Options.Notes.ExpectedFrames += own.Sum(g => g.Item.Sum(c => c.Count()));
        return new FolderCines(
            subjects.Select(s => s.Person),
            own.Select(g =>
                    Read(g.Item.Key.Person, g.Item.Select(c => new PictureSlice("", c.Key, [.. c])), g.Index)?.InStudy(g.Item.Key.Study)
                )
                .OfType<CineStack>()
        );

        CineStack? Read(string subject, IEnumerable<PictureSlice> slices, int place) =>
            PictureFolderReader.Read(subject, slices, sorted.ByImage, found.Tolerance) is { } stack ? stack with { Place = place } : null;
    }
}
