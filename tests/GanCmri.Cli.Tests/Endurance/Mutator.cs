using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Breaks files as disks, programs and people break them: one to four changes, drawn from a seeded stream.</summary>
internal static partial class Mutator
{
    private static readonly long[] OddNumbers =
    [
        0,
        1,
        -1,
        2,
        7,
        127,
        128,
        255,
        256,
        32767,
        32768,
        65535,
        65536,
        16_777_216,
        int.MaxValue,
        int.MinValue,
        uint.MaxValue,
        long.MaxValue,
        long.MinValue,
        0x7FC0_0000,
        0x7F80_0000,
    ];

    private static readonly string[] OddTokens =
    [
        "",
        "null",
        "NaN",
        "Infinity",
        "-1",
        "0",
        "1e999",
        "-1e400",
        "2147483648",
        "9223372036854775808",
        "1e-320",
        "3,5",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "true",
        "\"\"",
        "\"x\"",
        "x",
        "'",
        "\"",
        "\0",
        "\u202e",
        "é",
        "\ufeff",
        "../outside/secret.png",
        "..\\outside\\secret.png",
        "/dev/zero",
        "/proc/self/environ",
        "//x/y",
        "con",
        ":",
        "- ",
        "&a [*a]",
        "*a",
        "!!python/object",
        "=1+1",
        "#",
        new('9', 400),
        new('[', 300),
        new('a', 5000),
        "1:2:3",
        "0x10",
        "1_000",
        "%",
        "a,b",
        "a;b",
        "\t",
        "\r",
        "\n\n",
    ];

    /// <summary>Any bytes: values, lengths, order, ends.</summary>
    public static byte[] Bytes(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var left = random.Next(1, 5); left > 0 && bytes.Count > 0; left--)
        {
            var at = random.Next(3) == 0 ? Math.Min(bytes.Count - 1, random.Next(512)) : random.Next(bytes.Count); // heads decide most
            var length = Math.Min(random.Next(1, 64), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2 or 3:
                    Number(bytes, at, random);
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    bytes.RemoveRange(at, length);
                    break;
                case 6:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Text of words, numbers and marks (CSV, JSON, YAML): tokens and lines; sometimes bytes.</summary>
    public static byte[] Text(byte[] whole, Random random)
    {
        if (random.Next(6) == 0)
            return Bytes(whole, random);
        var text = Encoding.UTF8.GetString(whole);
        for (var left = random.Next(1, 5); left > 0; left--)
        {
            var tokens = Token().Matches(text);
            if (tokens.Count == 0)
                break;
            var token = tokens[random.Next(tokens.Count)];
            var lines = text.Split('\n').ToList();
            var line = random.Next(lines.Count);
            text = random.Next(8) switch
            {
                0 or 1 or 2 or 3 => text[..token.Index] + OddTokens[random.Next(OddTokens.Length)] + text[(token.Index + token.Length)..],
                4 => text[..token.Index] + tokens[random.Next(tokens.Count)].Value + text[(token.Index + token.Length)..],
                5 => string.Join('\n', lines.Where((_, i) => i != line)),
                6 => string.Join('\n', lines.Append(lines[line])),
                _ => text.Remove(token.Index, token.Length),
            };
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static void Number(List<byte> bytes, int at, Random random)
    {
        Span<byte> number = stackalloc byte[8];
        var value = random.Next(3) == 0 ? bytes.Count + random.Next(-2, 3) : OddNumbers[random.Next(OddNumbers.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
        else
            BinaryPrimitives.WriteInt64BigEndian(number, value);
        var size = 1 << random.Next(1, 4);
        var part = number[0] == 0 && number[7] != 0 ? number[(8 - size)..] : number[..size];
        for (var i = 0; i < part.Length && at + i < bytes.Count; i++)
            bytes[at + i] = part[i];
    }

    [GeneratedRegex("[^\\s,;:\\[\\]{}\"]+|[,;:\\[\\]{}\"]")]
    private static partial Regex Token();
}
