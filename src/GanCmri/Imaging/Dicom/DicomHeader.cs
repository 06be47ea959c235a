namespace GanCmri.Imaging.Dicom;

/// <summary>What one DICOM file says of its image. Identifiers serve to group files in memory only: they are never shown or
/// written.</summary>
internal sealed record DicomHeader
{
    public required string Path { get; init; }

    /// <summary>In capitals, as spellings of one number differ; empty if missing, as are the other identifiers.</summary>
    public required string PatientId { get; init; }

    /// <summary>Birth date and sex; empty if neither is told.</summary>
    public required string PatientTraits { get; init; }

    public required string StudyUid { get; init; }

    public string StudyDate { get; init; } = "";

    public required string SeriesUid { get; init; }

    public int? SeriesNumber { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }

    public int Frames { get; init; }

    public required DicomPixels Pixels { get; init; }

    /// <summary>A phase, velocity, real or imaginary image instead of a magnitude.</summary>
    public bool IsPhaseImage { get; init; }

    /// <summary>Pixel size, if known.</summary>
    public PixelSpacing? Spacing { get; init; }

    /// <summary>Direction cosines of a row and of a column, patient coordinates (LPS); 6 values or null.</summary>
    public double[]? Orientation { get; init; }

    /// <summary>Centre of the first pixel, patient coordinates, mm; 3 values or null.</summary>
    public double[]? Position { get; init; }

    /// <summary>SliceLocation, mm; null if unknown.</summary>
    public double? SliceLocationMm { get; init; }

    /// <summary>ms after the R wave; NaN if unknown.</summary>
    public double TriggerTimeMs { get; init; }

    /// <summary>Times of the frames of a multi-frame file after its first, ms; NaN where unknown.</summary>
    public required IReadOnlyList<double> FrameTimesMs { get; init; }

    public double? TemporalPosition { get; init; }

    public double? InstanceNumber { get; init; }

    public double? AcquisitionSeconds { get; init; }

    public double? ContentSeconds { get; init; }

    /// <summary>Images a heart beat; null if unknown.</summary>
    public int? CycleImages { get; init; }

    /// <summary>Reads the attributes; null if the file holds no image.</summary>
    /// <exception cref="DicomFormatException">An attribute is out of range, or pixels are missing.</exception>
    public static DicomHeader? From(string path, DicomElements e, long fileBytes)
    {
        if (e.U16(DicomTag.Rows) is not { } rows || e.U16(DicomTag.Columns) is not { } columns)
            return null;
        if (e.PixelsAt is null)
            throw new DicomFormatException("pixel data", "none", "leave the file out, or copy it again")
            {
                IsTruncation = true,
                Kind = "without pixels (spectroscopy, or cut off)",
            };
        if (rows < 1 || columns < 1)
            throw new DicomFormatException("at least one row and column", $"{rows} x {columns}", "check the file");
        var frames = e.Number(DicomTag.NumberOfFrames) ?? 1;
        if (frames is < 1 or > 100_000)
            throw new DicomFormatException("1 to 100000 frames", "another number", "check the file");
        var spacing = e.Numbers(DicomTag.PixelSpacing) is { Length: 2 } s ? new PixelSpacing(s[0], s[1]) : null;
        return new DicomHeader
        {
            Path = path,
            Rows = rows,
            Columns = columns,
            Frames = (int)frames,
            Spacing = spacing is not null && PlausiblePixels.Are(spacing, rows, columns) ? spacing : null,
            Pixels = new DicomPixels(e, rows, columns, (int)frames, fileBytes),
            PatientId = e.Text(DicomTag.PatientId)?.ToUpperInvariant() ?? "",
            PatientTraits = $"{e.Text(DicomTag.BirthDate)} {e.Text(DicomTag.Sex)}".Trim(),
            StudyUid = e.Text(DicomTag.StudyInstanceUid) ?? "",
            StudyDate = e.Text(DicomTag.StudyDate) ?? "",
            SeriesUid = e.Text(DicomTag.SeriesInstanceUid) ?? "",
            SeriesNumber = Whole(e.Number(DicomTag.SeriesNumber)),
            IsPhaseImage = DicomImageKind.IsPhase(e),
            Orientation = e.Numbers(DicomTag.ImageOrientation) is { Length: 6 } o && o.Any(v => v != 0) ? o : null,
            Position = e.Numbers(DicomTag.ImagePosition) is { Length: 3 } p ? p : null,
            SliceLocationMm = e.Number(DicomTag.SliceLocation),
            TriggerTimeMs = e.Number(DicomTag.TriggerTime) ?? e.F64(DicomTag.TriggerDelayTime) ?? double.NaN,
            FrameTimesMs = FrameTimes(e, (int)frames),
            TemporalPosition = e.Number(DicomTag.TemporalPosition),
            InstanceNumber = e.Number(DicomTag.InstanceNumber),
            AcquisitionSeconds = e.TimeOfDay(DicomTag.AcquisitionTime),
            ContentSeconds = e.TimeOfDay(DicomTag.ContentTime),
            CycleImages = Whole(e.Number(DicomTag.CardiacNumberOfImages)),
        };
    }

    private static int? Whole(double? value) => value is >= 0 and < int.MaxValue ? (int)value : null;

    /// <summary>FrameTimeVector holds the increments, the first 0; FrameTime is the same for all.</summary>
    private static double[] FrameTimes(DicomElements e, int frames)
    {
        if (frames > 1 && e.Numbers(DicomTag.FrameTimeVector) is { } steps && steps.Length == frames)
        {
            var time = -steps[0];
            return Array.ConvertAll(steps, step => time += step);
        }

        var each = e.Number(DicomTag.FrameTime) ?? double.NaN;
        return [.. Enumerable.Range(0, frames).Select(i => i * each)];
    }
}
