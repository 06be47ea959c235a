using GanCmri.Formats;
using GanCmri.Formats.Pickles;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>Reads torch tensors, numpy arrays and numpy scalars out of unpickled values.</summary>
internal sealed class PickledTensors(string where, PickleBudget budget)
{
    private const int MostTensors = 8192;
    private int _count;

    /// <summary>How values are looked at.</summary>
    public PickleShape Shape { get; } = new(where);

    /// <summary>A tensor or array.</summary>
    public StoredTensor Tensor(object? value, string name)
    {
        if (++_count > MostTensors)
            throw new InputException(where, $"at most {MostTensors} tensors", "more", "do not trust this file");
        return value switch
        {
            PickleCall { Function: "torch._utils._rebuild_parameter", Arguments: [var data, ..] } => Tensor(data, name),
            PickleCall
            {
                Function: "torch._utils._rebuild_tensor_v2" or "torch._utils._rebuild_tensor",
                Arguments: [var storage, var offset, var size, var stride, ..]
            } => TorchTensor(storage, offset, size, stride, name),
            PickleCall
            {
                Function: "numpy.core.multiarray._reconstruct" or "numpy._core.multiarray._reconstruct",
                State: object?[] { Length: 5 } state
            } => NumpyArray(state[1], state[2], state[3] is true or 1L, state[4], name),
            PickleCall
            {
                Function: "numpy.core.numeric._frombuffer" or "numpy._core.numeric._frombuffer",
                Arguments: [var bytes, var type, var shape, var order]
            } => NumpyArray(shape, type, order is "F", bytes, name),
            PickleCall { Function: "numpy.core.multiarray.scalar" or "numpy._core.multiarray.scalar", Arguments: [var type, var bytes] } =>
                NumpyArray(Array.Empty<object?>(), type, false, bytes, name),
            _ => throw Shape.Bad(name, "a tensor", value),
        };
    }

    /// <summary>A number, plain or of numpy.</summary>
    public double Number(object? value, string what)
    {
        switch (value)
        {
            case bool truth:
                return truth ? 1 : 0;
            case long whole:
                return whole;
            case double real:
                return real;
            case PickleCall { Function: "numpy.core.multiarray.scalar" or "numpy._core.multiarray.scalar" }:
                var stored = Tensor(value, what);
                if (stored.Type is StoredType.BF16 or StoredType.Bool)
                    break;
                var bytes = new byte[stored.Type.Size()];
                stored.Read(0, bytes);
                if (stored.BigEndian)
                    ByteOrder.Swap(bytes, bytes.Length);
                return stored.Type switch
                {
                    StoredType.F16 => (double)BitConverter.ToHalf(bytes),
                    StoredType.F32 => BitConverter.ToSingle(bytes),
                    StoredType.F64 => BitConverter.ToDouble(bytes),
                    StoredType.U8 => bytes[0],
                    StoredType.I8 => (sbyte)bytes[0],
                    StoredType.U16 => BitConverter.ToUInt16(bytes),
                    StoredType.I16 => BitConverter.ToInt16(bytes),
                    StoredType.U32 => BitConverter.ToUInt32(bytes),
                    StoredType.I32 => BitConverter.ToInt32(bytes),
                    StoredType.U64 => BitConverter.ToUInt64(bytes),
                    _ => BitConverter.ToInt64(bytes),
                };
        }

        throw Shape.Bad(what, "a number", value);
    }

    private StoredTensor TorchTensor(object? storage, object? offset, object? size, object? stride, string name)
    {
        if (storage is not PickleCall { Function: "torch.storage._load_from_bytes", Arguments: [var bytes] })
            throw Shape.Bad(name, "a tensor with its storage", storage);
        var (type, count, data) = TorchStorage.Read(Shape.Bytes(bytes, name), budget, Shape, name);
        return new StoredTensor(type, Shape.Longs(size, name), Shape.Longs(stride, name), Shape.Long(offset, name), data.Read).Checked(
            count,
            where,
            name
        );
    }

    private StoredTensor NumpyArray(object? shape, object? dtype, bool fortran, object? bytes, string name)
    {
        if (dtype is not PickleCall { Function: "numpy.dtype", Arguments: [string code, ..] } call)
            throw Shape.Bad(name, "an array of numbers", dtype);
        if (NpyHeader.TypeOf(code.TrimStart('<', '>', '|', '=')) is not { } type)
            throw Shape.Bad(name, "an array of numbers", code);
        var order = call.State is object?[] { Length: > 1 } state ? state[1] as string : code[..1];
        var sizes = Shape.Longs(shape, name);
        var data = Shape.Bytes(bytes, name);
        var strides = new long[sizes.Length];
        Int128 step = 1;
        for (var k = 0; k < sizes.Length; k++)
        {
            var axis = fortran ? k : sizes.Length - 1 - k;
            strides[axis] = (long)Int128.Min(step, long.MaxValue);
            step *= Math.Max(1, sizes[axis]);
            if (step > long.MaxValue)
                step = long.MaxValue;
        }

        return new StoredTensor(type, sizes, strides, 0, data.Read).Ordered(order == ">").Checked(data.Length / type.Size(), where, name);
    }
}
