using System.Buffers.Binary;
using System.Text;

namespace GanCmri.Tests.Formats.Pickles;

/// <summary>What a pickle makes by calling a global, with a state to set.</summary>
internal sealed record PyCall(string Module, string Name, object?[] Arguments, object? State = null, bool NewObject = false);

/// <summary>The name of a global.</summary>
internal sealed record PyGlobal(string Module, string Name);

/// <summary>A persistent id.</summary>
internal sealed record PyPersistent(object? Id);

/// <summary>Writes pickles (protocol 3 opcodes, no memo) for tests: null, bool, int, long, double, text, bytes, tuples (object?[]), lists,
/// dictionaries and the records above.</summary>
internal sealed class PickleWriter(Stream to)
{
    public static byte[] Dump(object? value)
    {
        using var stream = new MemoryStream();
        new PickleWriter(stream).WritePickle(value);
        return stream.ToArray();
    }

    public void WritePickle(object? value)
    {
        to.Write([0x80, 3]);
        Write(value);
        to.WriteByte((byte)'.');
    }

    private void Write(object? value)
    {
        Span<byte> number = stackalloc byte[8];
        switch (value)
        {
            case null:
                to.WriteByte((byte)'N');
                break;
            case bool truth:
                to.WriteByte(truth ? (byte)0x88 : (byte)0x89);
                break;
            case int small:
                BinaryPrimitives.WriteInt32LittleEndian(number, small);
                to.WriteByte((byte)'J');
                to.Write(number[..4]);
                break;
            case long large:
                Long(new System.Numerics.BigInteger(large));
                break;
            case System.Numerics.BigInteger huge:
                Long(huge);
                break;
            case double real:
                BinaryPrimitives.WriteDoubleBigEndian(number, real);
                to.WriteByte((byte)'G');
                to.Write(number);
                break;
            case string text:
                Block((byte)'X', Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                Block((byte)'B', bytes);
                break;
            case object?[] tuple:
                Marked(tuple, (byte)'t');
                break;
            case List<object?> list:
                to.WriteByte((byte)']');
                Marked(list, (byte)'e');
                break;
            case Dictionary<string, object?> dictionary:
                to.WriteByte((byte)'}');
                Marked(dictionary.SelectMany(p => new[] { p.Key, p.Value }), (byte)'u');
                break;
            case PyGlobal global:
                to.Write(Encoding.ASCII.GetBytes($"c{global.Module}\n{global.Name}\n"));
                break;
            case PyPersistent persistent:
                Write(persistent.Id);
                to.WriteByte((byte)'Q');
                break;
            case PyCall call:
                Write(new PyGlobal(call.Module, call.Name));
                Write(call.Arguments);
                to.WriteByte(call.NewObject ? (byte)0x81 : (byte)'R');
                if (call.State is null)
                    break;
                Write(call.State);
                to.WriteByte((byte)'b');
                break;
            default:
                throw new ArgumentException(value.GetType().Name);
        }
    }

    private void Long(System.Numerics.BigInteger value)
    {
        var bytes = value.ToByteArray();
        to.Write([0x8a, (byte)bytes.Length]);
        to.Write(bytes);
    }

    private void Block(byte op, byte[] bytes)
    {
        to.WriteByte(op);
        to.Write(BitConverter.GetBytes(bytes.Length));
        to.Write(bytes);
    }

    private void Marked(IEnumerable<object?> items, byte end)
    {
        to.WriteByte((byte)'(');
        foreach (var item in items)
            Write(item);
        to.WriteByte(end);
    }
}
