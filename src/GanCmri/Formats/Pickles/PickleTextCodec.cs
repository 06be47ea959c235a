using System.Globalization;
using System.Text;

namespace GanCmri.Formats.Pickles;

/// <summary>The text escapes of protocol 0, and bytes that protocols below 3 write as text.</summary>
internal static class PickleTextCodec
{
    /// <summary>Undoes "raw-unicode-escape": \uXXXX and \UXXXXXXXX.</summary>
    public static string Unescape(string line, PickleCursor cursor)
    {
        if (!line.Contains('\\', StringComparison.Ordinal))
            return line;
        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var digits =
                line[i] != '\\' || i + 1 == line.Length
                    ? 0
                    : line[i + 1] switch
                    {
                        'u' => 4,
                        'U' => 8,
                        _ => 0,
                    };
            if (digits == 0)
            {
                text.Append(line[i]);
                continue;
            }

            if (
                i + 2 + digits > line.Length
                || !uint.TryParse(line.AsSpan(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                || !Rune.TryCreate(code, out var rune)
            )
            {
                throw cursor.Damaged("a text with a broken escape");
            }

            text.Append(rune.ToString());
            i += 1 + digits;
        }

        return text.ToString();
    }

    /// <summary>The bytes of a quoted, escaped Python 2 str.</summary>
    public static byte[] Unquote(PickleBytes line, PickleCursor cursor)
    {
        var text = new byte[line.Length];
        line.Read(0, text);
        if (text.Length < 2 || text[0] != text[^1] || text[0] is not ((byte)'\'' or (byte)'"'))
            throw cursor.Damaged("a string without quotes");
        using var bytes = new MemoryStream(text.Length);
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] != '\\')
            {
                bytes.WriteByte(text[i]);
                continue;
            }

            var next = (char)text[++i];
            if (
                next == 'x'
                && i + 2 < text.Length - 1
                && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
            {
                bytes.WriteByte(code);
                i += 2;
            }
            else
            {
                bytes.WriteByte(
                    next switch
                    {
                        'n' => (byte)'\n',
                        'r' => (byte)'\r',
                        't' => (byte)'\t',
                        '\\' or '\'' or '"' => (byte)next,
                        _ => throw cursor.Damaged("a string with a broken escape"),
                    }
                );
            }
        }

        return bytes.ToArray();
    }
}
