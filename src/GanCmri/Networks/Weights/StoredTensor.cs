using GanCmri.Formats;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Weights;

/// <summary>Reads bytes of a tensor's storage, from <paramref name="at"/> on.</summary>
internal delegate void StorageReader(long at, Span<byte> to);

/// <summary>A tensor as a file holds it: how its elements lie in a storage that is read when the weights are wanted.</summary>
/// <param name="Type">What an element is.</param>
/// <param name="Shape">Sizes along each axis.</param>
/// <param name="Strides">Elements from one index to the next, along each axis.</param>
/// <param name="Offset">Element of the storage where the tensor begins.</param>
/// <param name="Read">The storage.</param>
internal sealed record StoredTensor(
    StoredType Type,
    IReadOnlyList<long> Shape,
    IReadOnlyList<long> Strides,
    long Offset,
    StorageReader Read
)
{
    /// <summary>Whether elements are stored with the highest byte first.</summary>
    public bool BigEndian { get; private init; }

    /// <summary>Axes to reverse after reading.</summary>
    public IReadOnlyList<long> Flipped { get; private init; } = [];

    /// <summary>A number to add after reading.</summary>
    public double Addend { get; private init; }

    /// <summary>Number of elements.</summary>
    public long Count => StoredTypes.Count(Shape) ?? 0;

    /// <summary>Bytes of all elements.</summary>
    public long Bytes => Count * Type.Size();

    /// <summary>Checks that a tensor lies inside its storage and has no more elements than it.</summary>
    /// <param name="storageCount">Elements of the storage.</param>
    /// <param name="where">The file.</param>
    /// <param name="name">The tensor.</param>
    /// <exception cref="InputException">It does not.</exception>
    public StoredTensor Checked(long storageCount, string where, string name)
    {
        var count = Shape.Count == Strides.Count && Strides.All(s => s >= 0) ? StoredTypes.Count(Shape) : null;
        Int128 end = Offset;
        if (count > 0)
            end += 1 + Enumerable.Range(0, Shape.Count).Aggregate((Int128)0, (a, i) => a + (Int128)(Shape[i] - 1) * Strides[i]);
        return count is not null && Offset >= 0 && end <= storageCount && count <= storageCount
            ? this
            : throw new InputException(
                where,
                $"a shape of '{name}' that its storage of {storageCount} numbers can fill",
                $"[{string.Join(", ", Shape)}] with strides [{string.Join(", ", Strides)}] from {Offset}",
                "the file is damaged: get it again"
            );
    }

    /// <summary>The same tensor stored with the given byte order.</summary>
    public StoredTensor Ordered(bool bigEndian) => this with { BigEndian = bigEndian };

    /// <summary>The same tensor with its axes in another order.</summary>
    public StoredTensor Permuted(params int[] axes) =>
        this with
        {
            Shape = [.. axes.Select(a => Shape[a])],
            Strides = [.. axes.Select(a => Strides[a])],
        };

    /// <summary>The first element along the first axes, which must have size 1.</summary>
    public StoredTensor WithoutFirst(int axes) => this with { Shape = [.. Shape.Skip(axes)], Strides = [.. Strides.Skip(axes)] };

    /// <summary>The same tensor with axes reversed.</summary>
    public StoredTensor Reversed(params long[] axes) => this with { Flipped = axes };

    /// <summary>The same tensor with a number added to every element.</summary>
    public StoredTensor Plus(double addend) => this with { Addend = addend };

    /// <summary>Reads the elements into a tensor of single precision, without gradient.</summary>
    public Tensor ToTensor()
    {
        using var scope = NewDisposeScope();
        var extent = Count == 0 ? 0 : 1 + Shape.Zip(Strides, (n, s) => (n - 1) * s).Sum();
        var raw = empty([extent], ScalarTypeOf(Type));
        if (extent > 0)
        {
            var bytes = raw.bytes;
            Read(Offset * Type.Size(), bytes);
            if (BigEndian)
                ByteOrder.Swap(bytes, Type.Size());
        }

        var tensor = raw.as_strided([.. Shape], [.. Strides], 0).to(ScalarType.Float32);
        if (Flipped.Count > 0)
            tensor = tensor.flip([.. Flipped]);
        if (Addend != 0)
            tensor = tensor.Plus(Addend);
        return tensor.MoveToOuterDisposeScope();
    }

    /// <summary>Whether weights can be of this type.</summary>
    public static bool IsReal(StoredType type) => type is StoredType.F16 or StoredType.BF16 or StoredType.F32 or StoredType.F64;

    private static ScalarType ScalarTypeOf(StoredType type) =>
        type switch
        {
            StoredType.F16 => ScalarType.Float16,
            StoredType.BF16 => ScalarType.BFloat16,
            StoredType.F32 => ScalarType.Float32,
            StoredType.F64 => ScalarType.Float64,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no type of weights"),
        };
}
