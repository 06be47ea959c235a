using System.Buffers.Binary;
using System.Numerics;
using GanCmri.Formats;
using GanCmri.Formats.Pickles;

namespace GanCmri.Networks.Weights;

/// <summary>The elements of a tensor that torch.save (its legacy form) wrote into a pickle's bytes.</summary>
internal static class TorchStorage
{
    private static readonly BigInteger Magic = BigInteger.Parse(
        "119547037146038801333356",
        System.Globalization.CultureInfo.InvariantCulture
    );

    private static readonly Dictionary<string, StoredType> Types = new()
    {
        ["torch.FloatStorage"] = StoredType.F32,
        ["torch.HalfStorage"] = StoredType.F16,
        ["torch.DoubleStorage"] = StoredType.F64,
        ["torch.BFloat16Storage"] = StoredType.BF16,
        ["torch.LongStorage"] = StoredType.I64,
        ["torch.IntStorage"] = StoredType.I32,
        ["torch.ShortStorage"] = StoredType.I16,
        ["torch.CharStorage"] = StoredType.I8,
        ["torch.ByteStorage"] = StoredType.U8,
        ["torch.BoolStorage"] = StoredType.Bool,
    };

    private static readonly PickleGlobals Globals = new(Types.Keys, persistentIds: true);

    /// <summary>Finds type, number and place of the elements.</summary>
    /// <param name="bytes">Five pickles (magic, protocol, system, storage, keys), then a count and the elements.</param>
    /// <param name="budget">What the whole file may cost.</param>
    /// <param name="shape">How values are looked at.</param>
    /// <param name="name">The tensor, for messages.</param>
    public static (StoredType Type, long Count, PickleBytes Data) Read(
        PickleBytes bytes,
        PickleBudget budget,
        PickleShape shape,
        string name
    )
    {
        budget.Spend(8192); // The cursor's window and the five machines.
        var cursor = new PickleCursor(bytes);
        object? Next() => Unpickler.Read(cursor, Globals, budget);
        if (Next() is not BigInteger magic || magic != Magic)
            throw shape.Bad(name, "a storage written by torch.save", "other first bytes");
        if (Next() is not 1001L)
            throw shape.Bad(name, "a storage of torch.save's protocol 1001", "another protocol");
        if (shape.Dict(Next(), name).GetValueOrDefault("little_endian") is not true)
            throw shape.Bad(name, "a storage written on a little-endian machine", false);
        var storage = Next();
        if (
            storage is not PicklePersistentId { Id: object?[] { Length: 5 or 6 } id }
            || id[0] is not "storage"
            || id[1] is not PickleGlobal type
            || id[4] is not long count
            || (id.Length == 6 && id[5] is not null)
        )
        {
            throw shape.Bad(name, "a whole storage", storage);
        }

        var keys = shape.List(Next(), name);
        if (keys.Count != 1 || !Equals(keys[0], id[2]))
            throw shape.Bad(name, "one storage", keys.Count);
        var stated = BinaryPrimitives.ReadInt64LittleEndian(cursor.Take(8));
        var element = Types[type.Name];
        if (stated != count || count < 0 || count > cursor.Left / element.Size())
            throw shape.Bad(name, $"{count} numbers", cursor.Left / element.Size());
        return (element, count, cursor.Skip(count * element.Size()));
    }
}
