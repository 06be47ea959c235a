using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace GanCmri.Formats.Pickles;

/// <summary>The opcodes that carry a value: numbers, texts and bytes.</summary>
internal sealed class PickleLiterals(PickleCursor cursor, PickleBudget budget)
{
    /// <summary>Longer texts are neither names nor options and are only stepped over.</summary>
    private const int LongestText = 1024;

    private const int LongestNumber = 64;

    /// <summary>Reads the value of an opcode.</summary>
    /// <param name="op">The opcode; the cursor stands behind it.</param>
    /// <param name="stack">Shows which key the value is for.</param>
    public object? Read(PickleOp op, PickleStack stack)
    {
        budget.Spend(24);
        switch (op)
        {
            case PickleOp.None:
                return null;
            case PickleOp.NewTrue:
                return true;
            case PickleOp.NewFalse:
                return false;
            case PickleOp.BinInt1:
                return (long)cursor.Byte();
            case PickleOp.BinInt2:
                return (long)BinaryPrimitives.ReadUInt16LittleEndian(cursor.Take(2));
            case PickleOp.BinInt:
                return (long)BinaryPrimitives.ReadInt32LittleEndian(cursor.Take(4));
            case PickleOp.BinFloat:
                return BinaryPrimitives.ReadDoubleBigEndian(cursor.Take(8));
            case PickleOp.Long1:
                return Number(cursor.Length(1));
            case PickleOp.Long4:
                return Number(cursor.Length(4));
            case PickleOp.Int:
                return IntLine(cursor.ShortLine());
            case PickleOp.Long:
                return IntLine(cursor.ShortLine().TrimEnd('L'));
            case PickleOp.Float:
                return FloatLine(cursor.ShortLine());
            case PickleOp.ShortBinUnicode:
                return Text(cursor.Skip(cursor.Length(1)), false, stack);
            case PickleOp.BinUnicode:
                return Text(cursor.Skip(cursor.Length(4)), false, stack);
            case PickleOp.BinUnicode8:
                return Text(cursor.Skip(cursor.Length(8)), false, stack);
            case PickleOp.Unicode:
                return Text(cursor.Line(), true, stack);
            case PickleOp.ShortBinBytes:
                return Bytes(cursor.Length(1));
            case PickleOp.BinBytes:
                return Bytes(cursor.Length(4));
            case PickleOp.BinBytes8 or PickleOp.ByteArray8:
                return Bytes(cursor.Length(8));
            case PickleOp.ShortBinString:
                return OldString(cursor.Skip(cursor.Length(1)), stack);
            case PickleOp.BinString:
                return OldString(cursor.Skip(cursor.Length(4)), stack);
            case PickleOp.String:
                return QuotedString(cursor.Line(), stack);
            default:
                throw cursor.Damaged($"the byte 0x{(byte)op:x2}, which is no opcode that data need");
        }
    }

    /// <summary>The memo index of the text opcodes.</summary>
    public long Index() =>
        IntLine(cursor.ShortLine()) is long and >= 0 and var i ? i : throw cursor.Damaged("a memo index that is no number");

    private PickleBytes Bytes(long length)
    {
        budget.Spend(48);
        return cursor.Skip(length);
    }

    // Source code (module_src, build_module_src) is neither read nor kept, however short.
    private object Text(PickleBytes place, bool escaped, PickleStack stack)
    {
        budget.Spend(80);
        if (place.Length > LongestText || (!stack.IsEmpty && stack.Peek() is "module_src" or "build_module_src"))
            return new PickleText(place, escaped);
        budget.Spend(4 * place.Length);
        return cursor.Text(place, escaped);
    }

    // A Python 2 str is a name if it is short and printable, else bytes.
    private object OldString(PickleBytes place, PickleStack stack)
    {
        budget.Spend(48);
        if (place.Length > LongestText)
            return place;
        Span<byte> bytes = stackalloc byte[(int)place.Length];
        place.Read(0, bytes);
        return bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? place : Text(place, false, stack);
    }

    private object QuotedString(PickleBytes line, PickleStack stack)
    {
        budget.Spend(3 * line.Length);
        var bytes = PickleTextCodec.Unquote(line, cursor);
        return OldString(new ByteSource(cursor.Where, bytes).All, stack);
    }

    private object Number(long length)
    {
        if (length > LongestNumber)
            throw cursor.Damaged($"a number of {length} bytes");
        var number = new BigInteger(cursor.Take((int)length));
        return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;
    }

    private object IntLine(string line) =>
        line switch
        {
            "00" => false,
            "01" => true,
            _ when long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            _ when line.Length <= 2 * LongestNumber
                    && BigInteger.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw cursor.Damaged("a line that is no number"),
        };

    private double FloatLine(string line) =>
        double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw cursor.Damaged("a line that is no number");
}
