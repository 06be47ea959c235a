using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GanCmri.Formats;

/// <summary>A numeric array as numpy's files hold it: a shape and its elements in C order (last index fastest).</summary>
internal sealed class NpyArray
{
    private NpyArray(Array data, StoredType type, int[] shape)
    {
        Data = data;
        Type = type;
        Shape = shape;
    }

    /// <summary>Sizes along each axis; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The elements in C order: bool[], byte[], sbyte[], ..., long[], Half[], float[] or double[].</summary>
    public Array Data { get; }

    /// <summary>What an element is.</summary>
    public StoredType Type { get; }

    /// <summary>Makes an array of elements in C order.</summary>
    /// <param name="data">As many elements as the shape's product.</param>
    /// <param name="shape">Sizes along each axis; none for a single number.</param>
    /// <exception cref="ArgumentException">The shape does not fit the elements, or the element type is not numeric.</exception>
    public static NpyArray Of<T>(T[] data, params int[] shape)
        where T : unmanaged
    {
        if (shape.Any(n => n < 0) || shape.Aggregate(1L, (a, n) => checked(a * n)) != data.Length)
            throw new ArgumentException($"shape ({string.Join(", ", shape)}) does not hold {data.Length} elements", nameof(shape));
        return new NpyArray(data, TypeOf(typeof(T)), [.. shape]);
    }

    /// <summary>The elements when they are stored as <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidCastException">They are stored as another type.</exception>
    public T[] As<T>()
        where T : unmanaged =>
        Data.GetType() == typeof(T[])
            ? Unsafe.As<T[]>(Data)
            : throw new InvalidCastException($"the array holds {Type}, not {typeof(T).Name}");

    /// <summary>The elements as float: the stored array itself when it is float, otherwise a converted copy.</summary>
    public float[] ToFloats() => Data is float[] same ? same : Convert(x => (float)x);

    /// <summary>The elements as double: the stored array itself when it is double, otherwise a converted copy.</summary>
    public double[] ToDoubles() => Data as double[] ?? Convert(x => x);

    /// <summary>The elements as float, all of them finite.</summary>
    /// <param name="where">The file, for the message.</param>
    /// <exception cref="Runtime.InputException">One is NaN, infinite or too large.</exception>
    public float[] ToFiniteFloats(string where)
    {
        var values = ToFloats();
        var at = Array.FindIndex(values, v => !float.IsFinite(v));
        if (at < 0)
            return values;
        var index = new int[Shape.Count];
        for (int axis = Shape.Count - 1, rest = at; axis >= 0; rest /= Shape[axis--])
            index[axis] = rest % Shape[axis];
        throw new Runtime.InputException(
            where,
            "finite numbers",
            $"NaN or infinity at [{string.Join(", ", index)}]",
            "make the array again without them"
        );
    }

    internal static NpyArray Allocate(StoredType type, int[] shape, int count) =>
        new(
            type switch
            {
                StoredType.Bool => new bool[count],
                StoredType.U8 => new byte[count],
                StoredType.I8 => new sbyte[count],
                StoredType.U16 => new ushort[count],
                StoredType.I16 => new short[count],
                StoredType.U32 => new uint[count],
                StoredType.I32 => new int[count],
                StoredType.U64 => new ulong[count],
                StoredType.I64 => new long[count],
                StoredType.F16 => new Half[count],
                StoredType.F32 => new float[count],
                StoredType.F64 => new double[count],
                _ => throw new ArgumentOutOfRangeException(nameof(type)),
            },
            type,
            shape
        );

    /// <summary>The elements' memory as bytes.</summary>
    internal Span<byte> Bytes() => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(Data), Data.Length * Type.Size());

    private static StoredType TypeOf(Type type) =>
        type == typeof(bool) ? StoredType.Bool
        : type == typeof(byte) ? StoredType.U8
        : type == typeof(sbyte) ? StoredType.I8
        : type == typeof(ushort) ? StoredType.U16
        : type == typeof(short) ? StoredType.I16
        : type == typeof(uint) ? StoredType.U32
        : type == typeof(int) ? StoredType.I32
        : type == typeof(ulong) ? StoredType.U64
        : type == typeof(long) ? StoredType.I64
        : type == typeof(Half) ? StoredType.F16
        : type == typeof(float) ? StoredType.F32
        : type == typeof(double) ? StoredType.F64
        : throw new ArgumentException($"{type.Name} is no numpy number");

    private T[] Convert<T>(Func<double, T> convert) =>
        Data switch
        {
            bool[] a => Array.ConvertAll(a, x => convert(x ? 1 : 0)),
            byte[] a => Array.ConvertAll(a, x => convert(x)),
            sbyte[] a => Array.ConvertAll(a, x => convert(x)),
            ushort[] a => Array.ConvertAll(a, x => convert(x)),
            short[] a => Array.ConvertAll(a, x => convert(x)),
            uint[] a => Array.ConvertAll(a, x => convert(x)),
            int[] a => Array.ConvertAll(a, x => convert(x)),
            ulong[] a => Array.ConvertAll(a, x => convert(x)),
            long[] a => Array.ConvertAll(a, x => convert(x)),
            Half[] a => Array.ConvertAll(a, x => convert((double)x)),
            float[] a => Array.ConvertAll(a, x => convert(x)),
            double[] a => Array.ConvertAll(a, x => convert(x)),
            _ => throw new InvalidCastException(),
        };
}
