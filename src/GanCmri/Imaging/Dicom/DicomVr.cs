namespace GanCmri.Imaging.Dicom;

/// <summary>Value representations (DICOM PS3.5 section 6.2).</summary>
internal static class DicomVr
{
    private static readonly HashSet<string> Short =
    [
        "AE",
        "AS",
        "AT",
        "CS",
        "DA",
        "DS",
        "DT",
        "FD",
        "FL",
        "IS",
        "LO",
        "LT",
        "PN",
        "SH",
        "SL",
        "SS",
        "ST",
        "TM",
        "UI",
        "UL",
        "US",
    ];

    private static readonly HashSet<string> Long = ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"];

    /// <summary>Whether a name is one of the standard's.</summary>
    public static bool IsKnown(string name) => Short.Contains(name) || Long.Contains(name);

    /// <summary>Whether the length that follows has 32 bits, after two empty bytes.</summary>
    public static bool IsLong(string name) => Long.Contains(name);
}
