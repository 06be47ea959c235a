using System.Buffers.Binary;

namespace GanCmri.Tests.Imaging.Nifti;

/// <summary>Writes small NIfTI-1 files with any header.</summary>
internal sealed record NiftiWriter
{
    /// <summary>Voxels along x, y, the third axis and time.</summary>
    public int[] Sizes { get; init; } = [6, 5, 3, 4];

    /// <summary>The value of the voxel at (x, y, third, phase).</summary>
    public Func<int, int, int, int, double> Value { get; init; } = (x, y, z, t) => 100 + x + 10 * y + 100 * z + 1000 * t;

    /// <summary>pixdim[0..4]: qfac, mm, mm, mm, phase.</summary>
    public float[] PixDim { get; init; } = [1, 1.5f, 1.5f, 8, 0.05f];

    /// <summary>mm and s by default.</summary>
    public byte Units { get; init; } = 10;

    /// <summary>Three rows of four; null: no sform.</summary>
    public double[][]? Sform { get; init; }

    /// <summary>b, c, d and, where told, the first voxel's place; null: no qform.</summary>
    public double[]? Quaternion { get; init; }

    /// <summary>4 (int16) or 16 (float32) or 2 (uint8).</summary>
    public short Type { get; init; } = 4;

    /// <summary>dim_info: where frequency, phase and slice were encoded.</summary>
    public byte DimInfo { get; init; }

    /// <summary>An sform whose axes lead to the given directions, from voxel 0 at the origin.</summary>
    public static double[][] Affine(double[] x, double[] y, double[] z) =>
        [.. Enumerable.Range(0, 3).Select(r => new[] { x[r], y[r], z[r], -50 })];

    public void Write(string path)
    {
        var size =
            Type == 2 ? 1
            : Type == 4 ? 2
            : 4;
        var bytes = new byte[352 + Sizes[0] * Sizes[1] * Sizes[2] * Sizes[3] * size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, 348);
        bytes[39] = DimInfo;
        I16(40, (short)(Sizes[3] == 1 ? 3 : 4));
        for (var i = 0; i < 7; i++)
            I16(42 + 2 * i, (short)(i < 4 ? Sizes[i] : 1));
        I16(70, Type);
        I16(72, (short)(8 * size));
        for (var i = 0; i < 5; i++)
            F32(76 + 4 * i, PixDim[i]);
        F32(108, 352);
        F32(112, 1);
        bytes[123] = Units;
        if (Quaternion is not null)
            I16(252, 1);
        for (var i = 0; i < Quaternion?.Length; i++)
            F32(256 + 4 * i, Quaternion[i]);
        if (Sform is not null)
            I16(254, 1);
        for (var i = 0; i < 12 && Sform is not null; i++)
            F32(280 + 4 * i, Sform[i / 4][i % 4]);
        "n+1\0"u8.CopyTo(bytes.AsSpan(344));
        var at = 352;
        for (var t = 0; t < Sizes[3]; t++)
        for (var z = 0; z < Sizes[2]; z++)
        for (var y = 0; y < Sizes[1]; y++)
        for (var x = 0; x < Sizes[0]; x++, at += size)
        {
            var v = Value(x, y, z, t);
            if (Type == 2)
                bytes[at] = (byte)v;
            else if (Type == 4)
                I16(at, (short)v);
            else
                F32(at, v);
        }

        File.WriteAllBytes(path, bytes);

        void I16(int at, short v) => BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), v);
        void F32(int at, double v) => BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), (float)v);
    }
}
