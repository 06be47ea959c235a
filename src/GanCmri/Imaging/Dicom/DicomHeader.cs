namespace GanCmri.Imaging.Dicom;

/// <summary>What one DICOM file says of its image. Identifiers serve to group files in memory only: they are never shown or written.</summary>
internal sealed record DicomHeader
{
    public required string Path { get; init; }

    public required string PatientKey { get; init; }

    public required string StudyKey { get; init; }

    public required string SeriesKey { get; init; }

    public required string InstanceKey { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }

    public int Frames { get; init; }

    /// <summary>Pixel size, if known.</summary>
    public PixelSpacing? Spacing { get; init; }

    /// <summary>Direction cosines of a row and of a column, patient coordinates (LPS); 6 values or null.</summary>
    public double[]? Orientation { get; init; }

    /// <summary>Place along the slice normal, or SliceLocation, mm; null if neither is known.</summary>
    public double? PositionMm { get; init; }

    /// <summary>ms after the R wave; NaN if unknown.</summary>
    public double TriggerTimeMs { get; init; }

    /// <summary>ms between the frames of a multi-frame file; NaN if unknown.</summary>
    public double FrameTimeMs { get; init; }

    public double InstanceNumber { get; init; }

    /// <summary>Reads the attributes; null if the file holds no image.</summary>
    /// <exception cref="DicomFormatException">An attribute is out of range.</exception>
    public static DicomHeader? From(string path, DicomElements e)
    {
        if (e.U16(DicomTag.Rows) is not { } rows || e.U16(DicomTag.Columns) is not { } columns) return null;
        if (e.PixelsAt is null) throw DicomFormatException.Truncated("pixel data", "none");
        if (rows < 1 || columns < 1) throw new DicomFormatException("at least one row and column", $"{rows} x {columns}", "check the file");
        var frames = e.Number(DicomTag.NumberOfFrames) ?? 1;
        if (frames is < 1 or > 100_000) throw new DicomFormatException("1 to 100000 frames", "another number", "check the file");
        var spacing = e.Numbers(DicomTag.PixelSpacing) is { Length: 2 } s && s[0] is > 0 and < 100 && s[1] is > 0 and < 100 ? new PixelSpacing(s[0], s[1]) : null;
        var orientation = e.Numbers(DicomTag.ImageOrientation) is { Length: 6 } o ? o : null;
        var folder = System.IO.Path.GetDirectoryName(path) ?? "";
        return new DicomHeader
        {
            Path = path, Rows = rows, Columns = columns, Frames = (int)frames, Spacing = spacing, Orientation = orientation,
            PatientKey = e.Text(DicomTag.PatientId) ?? folder, StudyKey = e.Text(DicomTag.StudyInstanceUid) ?? folder,
            SeriesKey = e.Text(DicomTag.SeriesInstanceUid) ?? "", InstanceKey = e.Text(DicomTag.SopInstanceUid) ?? path,
            PositionMm = Position(e.Numbers(DicomTag.ImagePosition), orientation) ?? e.Number(DicomTag.SliceLocation),
            TriggerTimeMs = e.Number(DicomTag.TriggerTime) ?? double.NaN, FrameTimeMs = e.Number(DicomTag.FrameTime) ?? double.NaN,
            InstanceNumber = e.Number(DicomTag.InstanceNumber) ?? 0,
        };
    }

    /// <summary>The image position's component along the slice normal (PS3.3 C.7.6.2.1.1).</summary>
    private static double? Position(double[]? p, double[]? o)
    {
        if (p is not { Length: 3 } || o is null) return null;
        return p[0] * (o[1] * o[5] - o[2] * o[4]) + p[1] * (o[2] * o[3] - o[0] * o[5]) + p[2] * (o[0] * o[4] - o[1] * o[3]);
    }
}
