using GanCmri.Runtime;

namespace GanCmri.Imaging.Dicom;

/// <summary>Picks the magnitude images out of DICOM files; what else there is, is counted by its kind and does not stop the folder.</summary>
internal static class DicomImages
{
    /// <summary>Reads all headers.</summary>
    /// <param name="files">DICOM files.</param>
    /// <param name="notes">Told what was left out.</param>
    /// <param name="refused">Told each error.</param>
    public static IReadOnlyList<DicomHeader> Of(IEnumerable<string> files, ReadingNotes notes, Action<InputException> refused)
    {
        var images = files.Select(f => Header(f, notes, refused)).OfType<DicomHeader>().ToList();
        var magnitude = images.FindAll(h => !h.IsPhaseImage);
        if (magnitude.Count < images.Count)
            notes.Add("left out, DICOM phase or velocity images (magnitude is measured)", count: images.Count - magnitude.Count);
        return magnitude;
    }

    private static DicomHeader? Header(string file, ReadingNotes notes, Action<InputException> refused)
    {
        try
        {
            var header = DicomFile.ReadHeader(file);
            if (header is null) notes.Add("skipped, DICOM without an image (DICOMDIR, report, raw data)");
            return header;
        }
        catch (InputException e)
        {
            notes.Add($"skipped, DICOM {(e.InnerException as DicomFormatException)?.Kind ?? "that cannot be opened"}");
            refused(e);
            return null;
        }
    }
}
