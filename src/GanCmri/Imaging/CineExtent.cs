using GanCmri.Imaging.Dicom;
using GanCmri.Imaging.Nifti;

namespace GanCmri.Imaging;

/// <summary>How many slices and frames the cines at a path have at most, as their headers tell.</summary>
/// <param name="Slices">Slices of the largest stack.</param>
/// <param name="Frames">Frames of the longest cine.</param>
internal sealed record CineExtent(int Slices, int Frames)
{
    /// <summary>Of the slices that were read.</summary>
    public static CineExtent Of(CineStack stack) => new(stack.Series.Max(s => s.Slice) + 1, stack.Series.Max(s => s.Frames.Count));

    /// <summary>Reads headers alone.</summary>
    /// <returns>Null where there are none: pictures, lists of them and frame stores.</returns>
    /// <exception cref="Runtime.InputException">Nothing that can be read.</exception>
    public static CineExtent? OfHeaders(string path)
    {
        var found = FoundCines.At(path, new CineReaderOptions());
        if (found.Tables.Count + found.Stores.Count + found.Pictures.Count > 0)
            return null;
        CineExtent[] all =
        [
            .. found.Nifti.Select(f => found.Tolerance.ReadOrSkip(() => OfNifti(f))).OfType<CineExtent>(),
            .. found.Dicom.Count == 0 ? [] : OfDicom(path, found),
        ];
        return all.Length == 0 ? null : new CineExtent(all.Max(e => e.Slices), all.Max(e => e.Frames));
    }

    private static CineExtent OfNifti(string file)
    {
        using var planes = new NiftiPlanes(file);
        var header = planes.Header;
        return new CineExtent(header.Sizes[NiftiGeometry.Of(header, file).Orientation.Slice], header.Phases);
    }

    private static IEnumerable<CineExtent> OfDicom(string path, FoundCines found)
    {
        var notes = found.Tolerance.Notes;
        return DicomStudy
            .Of(path, DicomIdentifiers.Believable(DicomImages.Of(found.Dicom, found.Tolerance), notes), notes)
            .SelectMany(study => DicomStack.Of(study.Files).SelectMany(s => s.Cells()))
            .Select(cells => new CineExtent(
                cells.Where((c, i) => i == 0 || c.PlaceMm is null || c.PlaceMm != cells[i - 1].PlaceMm).Count(),
                cells.Max(c => c.Frames)
            ));
    }
}
