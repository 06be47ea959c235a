namespace GanCmri.Imaging.Dicom;

/// <summary>What an MR image shows: the magnitude of the signal, or its phase, from which velocities are made.</summary>
internal static class DicomImageKind
{
    private static readonly HashSet<string> PhaseWords =
    [
        "P",
        "PHASE",
        "PHASE MAP",
        "V",
        "VELOCITY",
        "VELOCITY MAP",
        "PHASE CONTRAST P",
        "R",
        "REAL",
        "I",
        "IMAGINARY",
    ];

    /// <summary>
    /// By ImageType from its third value on (Siemens "ORIGINAL\PRIMARY\P\...", Philips "...\PHASE MAP\P\FFE", "...\VELOCITY MAP\P\PCA"), by
    /// ComplexImageComponent, or by GE's private element.
    /// </summary>
    public static bool IsPhase(DicomElements e) =>
        (
            e.Text(DicomTag.ImageType)
                ?.Split('\\', StringSplitOptions.TrimEntries)
                .Skip(2)
                .Any(v => PhaseWords.Contains(v.ToUpperInvariant()))
            ?? false
        )
        || e.Text(DicomTag.ComplexImageComponent)?.ToUpperInvariant() is "PHASE" or "REAL" or "IMAGINARY"
        || e.U16(DicomTag.GeImageKind) is 1 or 2 or 3;
}
