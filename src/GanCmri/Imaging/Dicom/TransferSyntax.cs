namespace GanCmri.Imaging.Dicom;

/// <summary>How the elements after the file meta group are written (DICOM PS3.5 annex A, PS3.6 table A-1).</summary>
internal static class TransferSyntax
{
    public const string ImplicitLittleEndian = "1.2.840.10008.1.2",
        ExplicitLittleEndian = "1.2.840.10008.1.2.1";

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["1.2.840.10008.1.2.1.99"] = "Deflated Explicit VR Little Endian",
        ["1.2.840.10008.1.2.2"] = "Explicit VR Big Endian",
        ["1.2.840.10008.1.2.4.50"] = "JPEG Baseline",
        ["1.2.840.10008.1.2.4.51"] = "JPEG Extended",
        ["1.2.840.10008.1.2.4.57"] = "JPEG Lossless",
        ["1.2.840.10008.1.2.4.70"] = "JPEG Lossless, first-order prediction",
        ["1.2.840.10008.1.2.4.80"] = "JPEG-LS Lossless",
        ["1.2.840.10008.1.2.4.81"] = "JPEG-LS Near-Lossless",
        ["1.2.840.10008.1.2.4.90"] = "JPEG 2000 Lossless",
        ["1.2.840.10008.1.2.4.91"] = "JPEG 2000",
        ["1.2.840.10008.1.2.4.201"] = "High-Throughput JPEG 2000 Lossless",
        ["1.2.840.10008.1.2.4.202"] = "High-Throughput JPEG 2000 RPCL Lossless",
        ["1.2.840.10008.1.2.4.203"] = "High-Throughput JPEG 2000",
        ["1.2.840.10008.1.2.5"] = "RLE Lossless",
    };

    /// <summary>The name of a syntax that is not read, or the UID if it has none here.</summary>
    public static string Name(string uid) =>
        Refused.TryGetValue(uid, out var name) ? name
        : uid.Length > 0 && uid.All(c => char.IsAsciiDigit(c) || c == '.') ? $"transfer syntax {uid}"
        : "no valid transfer syntax";
}
