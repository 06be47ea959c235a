using System.Buffers.Binary;
using GanCmri.Formats;

namespace GanCmri.Imaging.Nifti;

/// <summary>Scalar types of voxels and their decoding.</summary>
internal static class NiftiVoxels
{
    /// <summary>The type of a NIfTI-1 datatype code; null for colour, complex and 128-bit types.</summary>
    public static StoredType? TypeOf(int code) =>
        code switch
        {
            2 => StoredType.U8,
            4 => StoredType.I16,
            8 => StoredType.I32,
            16 => StoredType.F32,
            64 => StoredType.F64,
            256 => StoredType.I8,
            512 => StoredType.U16,
            768 => StoredType.U32,
            1024 => StoredType.I64,
            1280 => StoredType.U64,
            _ => null,
        };

    /// <summary>Decodes one picture: slope * stored + intercept; what is not finite becomes 0.</summary>
    /// <param name="bytes">The picture's bytes in the file's order; turned to little-endian in place.</param>
    /// <param name="header">Type, byte order, scale and size.</param>
    /// <returns>Rows * Columns values in the file's order.</returns>
    public static float[] Decode(byte[] bytes, NiftiHeader header)
    {
        var size = header.Type.Size();
        if (header.BigEndian)
            ByteOrder.Swap(bytes, size);
        var pixels = new float[header.Rows * header.Columns];
        for (var i = 0; i < pixels.Length; i++)
        {
            var value = (float)(header.Slope * Value(header.Type, bytes.AsSpan(i * size, size)) + header.Intercept);
            pixels[i] = float.IsFinite(value) ? value : 0;
        }

        return pixels;
    }

    private static double Value(StoredType type, ReadOnlySpan<byte> b) =>
        type switch
        {
            StoredType.U8 => b[0],
            StoredType.I8 => (sbyte)b[0],
            StoredType.I16 => BinaryPrimitives.ReadInt16LittleEndian(b),
            StoredType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(b),
            StoredType.I32 => BinaryPrimitives.ReadInt32LittleEndian(b),
            StoredType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(b),
            StoredType.F32 => BinaryPrimitives.ReadSingleLittleEndian(b),
            StoredType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(b),
            StoredType.I64 => BinaryPrimitives.ReadInt64LittleEndian(b),
            StoredType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(b),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
}
