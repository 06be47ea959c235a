namespace GanCmri.Formats;

/// <summary>The number types that array files hold.</summary>
public enum StoredType
{
    /// <summary>Truth value, one byte.</summary>
    Bool,

    /// <summary>8-bit unsigned integer.</summary>
    U8,

    /// <summary>8-bit signed integer.</summary>
    I8,

    /// <summary>16-bit unsigned integer.</summary>
    U16,

    /// <summary>16-bit signed integer.</summary>
    I16,

    /// <summary>32-bit unsigned integer.</summary>
    U32,

    /// <summary>32-bit signed integer.</summary>
    I32,

    /// <summary>64-bit unsigned integer.</summary>
    U64,

    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>Brain floating point: the upper half of a float.</summary>
    BF16,

    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>IEEE double precision.</summary>
    F64,
}

/// <summary>Sizes of the stored types.</summary>
internal static class StoredTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this StoredType type) =>
        type switch
        {
            StoredType.Bool or StoredType.U8 or StoredType.I8 => 1,
            StoredType.U16 or StoredType.I16 or StoredType.F16 or StoredType.BF16 => 2,
            StoredType.U32 or StoredType.I32 or StoredType.F32 => 4,
            StoredType.U64 or StoredType.I64 or StoredType.F64 => 8,
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    /// <summary>Number of elements of a shape, or null when it does not fit a 64-bit integer or a size is negative.</summary>
    internal static long? Count(IReadOnlyList<long> shape)
    {
        if (shape.Any(n => n < 0))
            return null;
        if (shape.Contains(0))
            return 0;
        Int128 count = 1;
        foreach (var n in shape)
        {
            count *= n;
            if (count > long.MaxValue / 8)
                return null; // So that the number of bytes fits, too.
        }

        return (long)count;
    }
}
