using System.Globalization;
using System.Text;

namespace GanCmri.Tests.Imaging.Dicom;

/// <summary>Writes small DICOM files for the tests: 3 x 4 pixels unless told otherwise, all identifiers made up.</summary>
internal sealed class DicomWriter
{
    public bool Explicit { get; init; } = true;
    public bool Preamble { get; init; } = true;
    public string? Syntax { get; init; }
    public ushort Rows { get; init; } = 3;
    public ushort Columns { get; init; } = 4;
    public ushort Allocated { get; init; } = 16;
    public ushort Stored { get; init; } = 12;
    public bool Signed { get; init; }
    public string Photometric { get; init; } = "MONOCHROME2";
    public string Patient { get; init; } = "SECRET^NAME";
    public string BirthDate { get; init; } = "";
    public string Study { get; init; } = "1.2.3";
    public string StudyDate { get; init; } = "";
    public string? Series { get; init; }
    public int? SeriesNumber { get; init; }
    public string? Sop { get; init; }
    public string? ImageType { get; init; }
    public string? ContentTime { get; init; }
    public string? FrameTimes { get; init; }
    public int? CycleImages { get; init; }
    public string? Spacing { get; init; } = "1.5\\1.25";
    public string Orientation { get; init; } = "1\\0\\0\\0\\1\\0";
    public ushort Samples { get; init; } = 1;
    public bool Pixels { get; init; } = true;

    /// <summary>Bytes after the tag of a private element: its value representation, length and value.</summary>
    public byte[]? Private { get; init; }

    public double? TriggerMs { get; init; }
    public double? TriggerDelayMs { get; init; }
    public double? SliceLocation { get; init; }
    public double? PositionMm { get; init; } = 0;
    public int? Instance { get; init; } = 1;
    public int Frames { get; init; } = 1;
    public string? Slope { get; init; }
    public string? Intercept { get; init; }
    public bool Enhanced { get; init; }
    public bool EmptyFrameGroup { get; init; }

    /// <summary>Writes raw stored values.</summary>
    public byte[] Bytes(params int[] pixels)
    {
        using var stream = new MemoryStream();
        using var w = new BinaryWriter(stream);
        if (Preamble)
        {
            w.Write(new byte[128]);
            w.Write("DICM"u8);
            Element(w, true, 0x0002_0010, "UI", Text(Syntax ?? (Explicit ? "1.2.840.10008.1.2.1" : "1.2.840.10008.1.2"), '\0'));
        }

        if (ImageType is not null)
            Ascii(0x0008_0008, "CS", ImageType);
        Ascii(0x0008_0018, "UI", Sop ?? FormattableString.Invariant($"1.2.3.{Instance}.{Math.Abs((int)(PositionMm ?? 0))}"));
        if (StudyDate.Length > 0)
            Ascii(0x0008_0020, "DA", StudyDate);
        if (ContentTime is not null)
            Ascii(0x0008_0033, "TM", ContentTime);
        Nested(w);
        Ascii(0x0010_0010, "PN", Patient);
        Ascii(0x0010_0020, "LO", Patient);
        if (BirthDate.Length > 0)
            Ascii(0x0010_0030, "DA", BirthDate);
        if (TriggerMs is { } t)
            Ascii(0x0018_1060, "DS", t.ToString(CultureInfo.InvariantCulture));
        if (Frames > 1 && FrameTimes is null)
            Ascii(0x0018_1063, "DS", "40");
        if (FrameTimes is not null)
            Ascii(0x0018_1065, "DS", FrameTimes);
        if (CycleImages is not null)
            Ascii(0x0018_1090, "IS", $"{CycleImages}");
        if (Private is not null)
        {
            Tag(w, 0x0019_1001);
            w.Write(Private);
        }

        Ascii(0x0020_000D, "UI", Study);
        if (Series is not null)
            Ascii(0x0020_000E, "UI", Series);
        if (SeriesNumber is not null)
            Ascii(0x0020_0011, "IS", $"{SeriesNumber}");
        if (Instance is not null)
            Ascii(0x0020_0013, "IS", $"{Instance}");
        if (!Enhanced && PositionMm is not null)
            Ascii(0x0020_0032, "DS", FormattableString.Invariant($"5\\6\\{PositionMm}"));
        if (PositionMm is not null)
            Ascii(0x0020_0037, "DS", Orientation);
        if (SliceLocation is { } location)
            Ascii(0x0020_1041, "DS", location.ToString(CultureInfo.InvariantCulture));
        if (TriggerDelayMs is { } delay)
            Element(w, Explicit, 0x0020_9153, "FD", BitConverter.GetBytes(delay));
        Short(0x0028_0002, Samples);
        Ascii(0x0028_0004, "CS", Photometric);
        if (Frames > 1)
            Ascii(0x0028_0008, "IS", $"{Frames}");
        Short(0x0028_0010, Rows);
        Short(0x0028_0011, Columns);
        if (Spacing is not null)
            Ascii(0x0028_0030, "DS", Spacing);
        Short(0x0028_0100, Allocated);
        Short(0x0028_0101, Stored);
        Short(0x0028_0102, (ushort)(Stored - 1));
        Short(0x0028_0103, (ushort)(Signed ? 1 : 0));
        if (Intercept is not null)
            Ascii(0x0028_1052, "DS", Intercept);
        if (Slope is not null)
            Ascii(0x0028_1053, "DS", Slope);
        if (Enhanced || EmptyFrameGroup)
            Element(w, Explicit, 0x5200_9230, "SQ", [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0]);
        if (Pixels)
            Element(
                w,
                Explicit,
                0x7FE0_0010,
                "OW",
                [.. pixels.SelectMany(p => Allocated == 8 ? [(byte)p] : BitConverter.GetBytes((ushort)(p & (1 << Stored) - 1)))]
            );
        w.Flush();
        return stream.ToArray();

        void Ascii(uint tag, string vr, string value) => Element(w, Explicit, tag, vr, Text(value, vr == "UI" ? '\0' : ' '));
        void Short(uint tag, ushort value) => Element(w, Explicit, tag, "US", BitConverter.GetBytes(value));
    }

    /// <summary>A sequence of undefined length with an item of undefined length that holds a Rows attribute of its own.</summary>
    private void Nested(BinaryWriter w)
    {
        Tag(w, 0x0008_1140);
        if (Explicit)
            w.Write("SQ\0\0"u8);
        w.Write(uint.MaxValue);
        Tag(w, 0xFFFE_E000);
        w.Write(uint.MaxValue);
        Element(w, Explicit, 0x0028_0010, "US", BitConverter.GetBytes((ushort)999));
        foreach (var end in new[] { 0xFFFE_E00D, 0xFFFE_E0DD })
        {
            Tag(w, end);
            w.Write(0u);
        }
    }

    private static void Element(BinaryWriter w, bool isExplicit, uint tag, string vr, byte[] value)
    {
        Tag(w, tag);
        if (!isExplicit)
        {
            w.Write((uint)value.Length);
        }
        else
        {
            w.Write(Encoding.ASCII.GetBytes(vr));
            if (vr is "OW" or "SQ")
                w.Write((ushort)0);
            if (vr is "OW" or "SQ")
                w.Write((uint)value.Length);
            else
                w.Write((ushort)value.Length);
        }

        w.Write(value);
    }

    private static void Tag(BinaryWriter w, uint tag)
    {
        w.Write((ushort)(tag >> 16));
        w.Write((ushort)tag);
    }

    private static byte[] Text(string value, char padding) => Encoding.ASCII.GetBytes(value.Length % 2 == 0 ? value : value + padding);
}
