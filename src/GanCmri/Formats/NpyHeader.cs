using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GanCmri.Runtime;

namespace GanCmri.Formats;

/// <summary>
/// The header of a .npy file ("NEP 1: A Simple File Format for NumPy Arrays"): magic, version 1 to 3, and a Python
/// dictionary with exactly the keys descr, fortran_order and shape.
/// </summary>
internal sealed partial record NpyHeader(StoredType Type, bool BigEndian, bool FortranOrder, int[] Shape, int Count)
{
    private const int LongestHeader = 1 << 16;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether the bytes begin like a .npy file.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads the header; the stream then stands at the first element.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="bytes">How many bytes the stream holds from here on.</param>
    /// <param name="where">Names the file in messages.</param>
    public static NpyHeader Read(Stream stream, long bytes, string where)
    {
        Span<byte> start = stackalloc byte[12];
        if (bytes < 10)
            throw Bad(where, "a .npy file", $"{bytes} bytes");
        stream.ReadExactly(start[..10]);
        if (!Matches(start))
            throw Bad(where, "a .npy file", "other first bytes");
        int version = start[6],
            fixedLength = version == 1 ? 10 : 12;
        if (version is < 1 or > 3)
            throw Bad(where, ".npy version 1, 2 or 3", $"version {version}");
        if (version > 1 && bytes >= 12)
            stream.ReadExactly(start[10..]);
        var length =
            version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > LongestHeader || length > bytes - fixedLength)
            throw Bad(where, "a header inside the file", $"a header of {length} bytes");
        var text = new byte[length];
        stream.ReadExactly(text);
        return Parse(Encoding.UTF8.GetString(text), bytes - fixedLength - length, where);
    }

    /// <summary>Writes a version 1 header, padded so that the elements begin at a multiple of 64 bytes.</summary>
    public static void Write(Stream stream, StoredType type, IReadOnlyList<int> sizes)
    {
        var shape = string.Concat(sizes.Select(n => n.ToString(CultureInfo.InvariantCulture) + ", ")).TrimEnd(' ');
        if (sizes.Count > 1)
            shape = shape.TrimEnd(',');
        var text = $"{{'descr': '{Descr(type)}', 'fortran_order': False, 'shape': ({shape}), }}";
        text = text.PadRight((10 + text.Length + 1 + 63) / 64 * 64 - 11) + "\n";
        Span<byte> start = [.. Magic, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], checked((ushort)text.Length));
        stream.Write(start);
        stream.Write(Encoding.ASCII.GetBytes(text));
    }

    private static NpyHeader Parse(string text, long dataBytes, string where)
    {
        var match = Match(text, where);
        var keys = match.Groups["key"].Captures.Select(c => c.Value).Order(StringComparer.Ordinal);
        if (!match.Success || !keys.SequenceEqual(["descr", "fortran_order", "shape"]))
            throw Bad(where, "a .npy header with descr, fortran_order and shape", "another header");
        var descr = match.Groups["descr"].Value;
        var type = TypeOf(descr[1..]);
        if (type is null || (descr[0] == '|' && type.Value.Size() > 1))
            throw Bad(where, "numbers (f2, f4, f8, i1..i8, u1..u8 or b1)", $"elements of type '{descr}'");
        var sizes = match.Groups["n"].Captures.Select(c => c.Value).ToArray();
        if (sizes.Length > 32 || !Array.TrueForAll(sizes, s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            throw Bad(where, "at most 32 sizes below 2^31", "a larger shape");
        var shape = Array.ConvertAll(sizes, s => int.Parse(s, CultureInfo.InvariantCulture));
        var count = StoredTypes.Count(Array.ConvertAll(shape, n => (long)n));
        if (count is null || count > Array.MaxLength || count * type.Value.Size() != dataBytes)
            throw Bad(where, $"the bytes of shape ({string.Join(", ", shape)}) of '{descr}'", $"{dataBytes} bytes");
        return new NpyHeader(type.Value, descr[0] == '>', match.Groups["fortran"].Value == "True", shape, (int)count);
    }

    private static Match Match(string text, string where)
    {
        try
        {
            return Dictionary().Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw Bad(where, "a .npy header with descr, fortran_order and shape", "another header");
        }
    }

    private static InputException Bad(string where, string expected, string found) =>
        new(where, expected, found, "save it again with numpy.save");

    private static string Descr(StoredType type) =>
        type switch
        {
            StoredType.Bool => "|b1",
            StoredType.U8 => "|u1",
            StoredType.I8 => "|i1",
            StoredType.U16 => "<u2",
            StoredType.I16 => "<i2",
            StoredType.U32 => "<u4",
            StoredType.I32 => "<i4",
            StoredType.U64 => "<u8",
            StoredType.I64 => "<i8",
            StoredType.F16 => "<f2",
            StoredType.F32 => "<f4",
            StoredType.F64 => "<f8",
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    /// <summary>The stored type of numpy's short name without byte order, e.g. "f4"; null if it is no number we read.</summary>
    internal static StoredType? TypeOf(string name) =>
        name switch
        {
            "b1" => StoredType.Bool,
            "u1" => StoredType.U8,
            "i1" => StoredType.I8,
            "u2" => StoredType.U16,
            "i2" => StoredType.I16,
            "u4" => StoredType.U32,
            "i4" => StoredType.I32,
            "u8" => StoredType.U64,
            "i8" => StoredType.I64,
            "f2" => StoredType.F16,
            "f4" => StoredType.F32,
            "f8" => StoredType.F64,
            _ => null,
        };

    [GeneratedRegex(
        @"^\s*\{(\s*'(?<key>\w+)'\s*:\s*('(?<descr>[<>|][^']+)'|(?<fortran>True|False)|"
            + @"\(\s*((?>(?<n>[0-9]+))L?(?>\s*),?(?>\s*))*\))\s*,?)+\s*\}\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Dictionary();
}
