using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GanCmri.Imaging.Dicom;

/// <summary>Values of top-level elements, decoded on demand.</summary>
internal sealed class DicomElements(byte[] bytes)
{
    private readonly Dictionary<uint, (int At, int Length)> _values = [];

    /// <summary>Where the pixel data begins; null if there is none.</summary>
    public int? PixelsAt { get; private set; }

    /// <summary>The length that the pixel data claims, bytes; the file may be shorter.</summary>
    public uint PixelsLength { get; private set; }

    public void Add(uint tag, int at, int length) => _values[tag] = (at, length);

    public void AddPixels(int at, uint length) => (PixelsAt, PixelsLength) = (at, length);

    /// <summary>A text value without padding; null if absent or empty.</summary>
    public string? Text(uint tag)
    {
        if (!_values.TryGetValue(tag, out var v))
            return null;
        var text = Encoding.Latin1.GetString(bytes, v.At, v.Length).Trim(' ', '\0');
        return text.Length == 0 ? null : text;
    }

    /// <summary>The numbers of a decimal or integer string, "a\b\c", with points or, against the standard, with commas; null unless all are
    /// finite.</summary>
    public double[]? Numbers(uint tag)
    {
        if (Text(tag) is not { } text)
            return null;
        var parts = text.Split('\\');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (
                !double.TryParse(parts[i].Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i])
            )
                return null;
        return numbers;
    }

    /// <summary>The first number of a decimal or integer string.</summary>
    public double? Number(uint tag) => Numbers(tag) is { } n ? n[0] : null;

    /// <summary>A time of day, "HHMMSS.ffffff" (colons are old style), in seconds.</summary>
    public double? TimeOfDay(uint tag)
    {
        var text = Text(tag)?.Replace(":", "", StringComparison.Ordinal);
        if (text is not { Length: >= 6 } || !text[..6].All(char.IsAsciiDigit))
            return null;
        if (!double.TryParse(text[4..], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return null;
        return 3600 * int.Parse(text[..2], CultureInfo.InvariantCulture)
            + 60 * int.Parse(text[2..4], CultureInfo.InvariantCulture)
            + seconds;
    }

    /// <summary>A 64-bit floating-point value (FD); null if absent, of another length, or not finite.</summary>
    public double? F64(uint tag) =>
        _values.TryGetValue(tag, out var v)
        && v.Length == sizeof(double)
        && BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(v.At)) is var value
        && double.IsFinite(value)
            ? value
            : null;

    /// <summary>An unsigned 16-bit value (US).</summary>
    public int? U16(uint tag) =>
        _values.TryGetValue(tag, out var v) && v.Length >= 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(v.At)) : null;
}
