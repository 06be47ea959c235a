namespace GanCmri.Imaging.Dicom;

/// <summary>A DICOM file that cannot be used; <see cref="DicomFile"/> adds the path.</summary>
internal sealed class DicomFormatException(string expected, string found, string remedy) : Exception
{
    public string Expected { get; } = expected;

    public string Found { get; } = found;

    public string Remedy { get; } = remedy;

    /// <summary>The kind of trouble in a few words that are the same for all files that have it, for counting.</summary>
    public string Kind { get; init; } = "damaged or not DICOM";

    /// <summary>The bytes end within an element: of the file, or only of the part read so far.</summary>
    public bool IsTruncation { get; init; }

    public static DicomFormatException Truncated(long length) =>
        Truncated("complete DICOM elements", $"a file that ends early, after {length} bytes");

    public static DicomFormatException Truncated(string expected, string found) =>
        new(expected, found, "copy the file again") { IsTruncation = true, Kind = "cut off" };
}
