namespace GanCmri.Imaging.Dicom;

/// <summary>The attributes that are read (DICOM PS3.6): group in the upper 16 bits, element in the lower.</summary>
internal static class DicomTag
{
    public const uint TransferSyntaxUid = 0x0002_0010,
        ImageType = 0x0008_0008,
        StudyDate = 0x0008_0020;
    public const uint AcquisitionTime = 0x0008_0032,
        ContentTime = 0x0008_0033,
        ComplexImageComponent = 0x0008_9208;
    public const uint PatientId = 0x0010_0020,
        BirthDate = 0x0010_0030,
        Sex = 0x0010_0040;
    public const uint TriggerTime = 0x0018_1060,
        FrameTime = 0x0018_1063,
        FrameTimeVector = 0x0018_1065,
        CardiacNumberOfImages = 0x0018_1090;
    public const uint StudyInstanceUid = 0x0020_000D,
        SeriesInstanceUid = 0x0020_000E,
        SeriesNumber = 0x0020_0011,
        InstanceNumber = 0x0020_0013;
    public const uint ImagePosition = 0x0020_0032,
        ImageOrientation = 0x0020_0037,
        TemporalPosition = 0x0020_0100,
        SliceLocation = 0x0020_1041;

    /// <summary>NominalCardiacTriggerDelayTime, ms as FD.</summary>
    public const uint TriggerDelayTime = 0x0020_9153;

    public const uint SamplesPerPixel = 0x0028_0002,
        Photometric = 0x0028_0004,
        NumberOfFrames = 0x0028_0008,
        Rows = 0x0028_0010,
        Columns = 0x0028_0011;
    public const uint PixelSpacing = 0x0028_0030,
        BitsAllocated = 0x0028_0100,
        BitsStored = 0x0028_0101,
        HighBit = 0x0028_0102,
        PixelRepresentation = 0x0028_0103;
    public const uint RescaleIntercept = 0x0028_1052,
        RescaleSlope = 0x0028_1053,
        PixelData = 0x7FE0_0010;

    /// <summary>GE's kind of image: 0 magnitude, 1 phase, 2 real, 3 imaginary.</summary>
    public const uint GeImageKind = 0x0043_102F;

    public const uint SharedGroups = 0x5200_9229,
        FrameGroups = 0x5200_9230;
    public const uint Item = 0xFFFE_E000,
        ItemEnd = 0xFFFE_E00D,
        SequenceEnd = 0xFFFE_E0DD;

    private static readonly HashSet<uint> Kept =
    [
        TransferSyntaxUid,
        ImageType,
        StudyDate,
        AcquisitionTime,
        ContentTime,
        ComplexImageComponent,
        PatientId,
        BirthDate,
        Sex,
        TriggerTime,
        FrameTime,
        FrameTimeVector,
        CardiacNumberOfImages,
        StudyInstanceUid,
        SeriesInstanceUid,
        SeriesNumber,
        InstanceNumber,
        ImagePosition,
        ImageOrientation,
        TemporalPosition,
        SliceLocation,
        TriggerDelayTime,
        SamplesPerPixel,
        Photometric,
        NumberOfFrames,
        Rows,
        Columns,
        PixelSpacing,
        BitsAllocated,
        BitsStored,
        HighBit,
        PixelRepresentation,
        RescaleIntercept,
        RescaleSlope,
        PixelData,
        GeImageKind,
    ];

    /// <summary>Whether the attribute is of use here; all others are skipped unread.</summary>
    public static bool IsKept(uint tag) => Kept.Contains(tag);
}
