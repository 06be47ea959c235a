using GanCmri.Runtime;

namespace GanCmri.Imaging.Dicom;

/// <summary>Picks the magnitude images out of DICOM files; what else there is, is counted by its kind and does not stop the
/// folder.</summary>
internal static class DicomImages
{
    /// <summary>Reads all headers.</summary>
    /// <param name="files">DICOM files.</param>
    /// <param name="tolerance">Told what was left out, and why.</param>
    /// <exception cref="InputException">The one file that the user named cannot be read.</exception>
    public static IReadOnlyList<DicomHeader> Of(IEnumerable<string> files, ReadTolerance tolerance)
    {
        var images = files.Select(f => Header(f, tolerance)).OfType<DicomHeader>().ToList();
        var magnitude = images.FindAll(h => !h.IsPhaseImage);
        if (magnitude.Count < images.Count)
            tolerance.Notes.Add("left out, DICOM phase or velocity images (magnitude is measured)", count: images.Count - magnitude.Count);
        return magnitude;
    }

    private static DicomHeader? Header(string file, ReadTolerance tolerance)
    {
        try
        {
            var header = DicomFile.ReadHeader(file);
            if (header is null)
                tolerance.Notes.Add("skipped, DICOM without an image (DICOMDIR, report, raw data)");
            return header;
        }
        catch (InputException e) when (!tolerance.IsOneFile)
        {
            tolerance.Skip($"DICOM {(e.InnerException as DicomFormatException)?.Kind ?? "that cannot be opened"}", e);
            return null;
        }
    }
}
