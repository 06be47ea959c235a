using System.Buffers.Binary;

namespace GanCmri.Imaging.Nifti;

/// <summary>Scalar types by their NIfTI-1 datatype code.</summary>
internal enum NiftiType
{
    UInt8 = 2,
    Int16 = 4,
    Int32 = 8,
    Float32 = 16,
    Float64 = 64,
    Int8 = 256,
    UInt16 = 512,
    UInt32 = 768,
    Int64 = 1024,
    UInt64 = 1280,
}

/// <summary>Decoding of the scalar types.</summary>
internal static class NiftiTypes
{
    /// <summary>Bytes of one value.</summary>
    public static int Size(NiftiType type) => type switch
    {
        NiftiType.UInt8 or NiftiType.Int8 => 1,
        NiftiType.Int16 or NiftiType.UInt16 => 2,
        NiftiType.Int32 or NiftiType.UInt32 or NiftiType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Decodes one value of little-endian bytes.</summary>
    public static double Value(NiftiType type, ReadOnlySpan<byte> b) => type switch
    {
        NiftiType.UInt8 => b[0],
        NiftiType.Int8 => (sbyte)b[0],
        NiftiType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(b),
        NiftiType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(b),
        NiftiType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(b),
        NiftiType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(b),
        NiftiType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(b),
        NiftiType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(b),
        NiftiType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(b),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(b),
    };
}
