using System.Buffers.Binary;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>The 348-byte NIfTI-1 header (nifti1.h, R. W. Cox 2004), checked.</summary>
internal sealed record NiftiHeader
{
    public const int Bytes = 348;
    private const int MaxSide = 8192,
        MaxStack = 1024;
    private const long MaxVoxels = 1L << 29;

    public bool BigEndian { get; private init; }

    public int Columns { get; private init; }

    public int Rows { get; private init; }

    public int Slices { get; private init; }

    public int Phases { get; private init; }

    public StoredType Type { get; private init; }

    /// <summary>Where the voxels begin, bytes.</summary>
    public long DataOffset { get; private init; }

    /// <summary>value = Slope * stored + Intercept.</summary>
    public double Slope { get; private init; }

    public double Intercept { get; private init; }

    /// <summary>Voxel size along x, y and the third axis by pixdim, mm; NaN where it tells none.</summary>
    public double[] PixDimMm { get; private init; } = [];

    /// <summary>Where the axes lead; null if the header does not say.</summary>
    public NiftiAffine? Affine { get; private init; }

    /// <summary>The axis along which slices were taken by dim_info, 0 to 2; 2 if it does not say.</summary>
    public int SliceAxisHint { get; private init; }

    /// <summary>Distance of phases, ms; NaN if unknown.</summary>
    public double PhaseStepMs { get; private init; }

    /// <summary>Voxels along the file's three axes.</summary>
    public int[] Sizes => [Columns, Rows, Slices];

    /// <summary>Bytes of all voxels.</summary>
    public long DataBytes => (long)Columns * Rows * Slices * Phases * Type.Size();

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="InputException">It is no NIfTI-1 single file, or contradicts itself.</exception>
    public static NiftiHeader Parse(ReadOnlySpan<byte> h, string path)
    {
        var big = BinaryPrimitives.ReadInt32BigEndian(h) == Bytes;
        if (!big && BinaryPrimitives.ReadInt32LittleEndian(h) != Bytes)
            throw Wrong("a NIfTI-1 header (size field 348)", "another size field");
        if (!h.Slice(344, 3).SequenceEqual("n+1"u8))
            throw Wrong("a single-file NIfTI-1 (magic n+1)", "another magic word");
        var dims = new int[8];
        for (var i = 0; i < 8; i++)
            dims[i] = I16(h, 40 + 2 * i, big);
        if (dims[0] is < 2 or > 7)
            throw Wrong("2 to 4 dimensions", $"{dims[0]}");
        for (var i = dims[0] + 1; i < 8; i++)
            dims[i] = 1;
        if (
            dims[1..].Any(d => d < 1)
            || dims[5..].Any(d => d > 1)
            || dims[1] > MaxSide
            || dims[2] > MaxSide
            || dims[3] > MaxStack
            || dims[4] > MaxStack
        )
            throw Wrong(
                $"dimensions [x, y, slice, phase] from 1 to {MaxSide}, {MaxSide}, {MaxStack}, {MaxStack}",
                string.Join(" x ", dims[1..(dims[0] + 1)])
            );
        if ((long)dims[1] * dims[2] * dims[3] > MaxVoxels / dims[4])
            throw Wrong($"at most {MaxVoxels} voxels", string.Join(" x ", dims[1..5]));
        if (NiftiVoxels.TypeOf(I16(h, 70, big)) is not { } type)
            throw Wrong("an integer or float type", $"type code {I16(h, 70, big)}");
        if (I16(h, 72, big) != 8 * type.Size())
            throw Wrong($"{8 * type.Size()} bits a voxel for {type}", $"{I16(h, 72, big)}");
        var offset = F32(h, 108, big);
        if (!(offset >= Bytes && offset < 1 << 24))
            throw Wrong("voxels that begin after the header", "an offset out of range");
        var (slope, intercept) = (F32(h, 112, big), F32(h, 116, big));
        if (slope == 0 || !float.IsFinite(slope) || !float.IsFinite(intercept))
            (slope, intercept) = (1, 0);
        var (space, time) = (SpaceToMm(h[123] & 7), TimeToMs(h[123] & 0x38));
        double[] steps = [Step(h, 1, big) * space, Step(h, 2, big) * space, Step(h, 3, big) * space];
        return new NiftiHeader
        {
            BigEndian = big,
            Columns = dims[1],
            Rows = dims[2],
            Slices = dims[3],
            Phases = dims[4],
            Type = type,
            DataOffset = (long)offset,
            Slope = slope,
            Intercept = intercept,
            PixDimMm = Array.ConvertAll(steps, s => s > 0 && double.IsFinite(s) ? Tidy(s) : double.NaN),
            Affine = NiftiAffine.Of(
                new([Column(h, 0, big, space), Column(h, 1, big, space), Column(h, 2, big, space)], Column(h, 3, big, space), "sform"),
                I16(h, 254, big),
                new(
                    NiftiAffine.Quaternion(F32(h, 256, big), F32(h, 260, big), F32(h, 264, big), F32(h, 76, big), steps),
                    space * new RasVector(F32(h, 268, big), F32(h, 272, big), F32(h, 276, big)),
                    "qform"
                ),
                I16(h, 252, big)
            ),
            SliceAxisHint = (h[39] >> 4 & 3) is > 0 and var axis ? axis - 1 : 2,
            PhaseStepMs = dims[0] >= 4 && Step(h, 4, big) > 0 ? Math.Round(Step(h, 4, big) * time, 3) : double.NaN,
        };

        InputException Wrong(string expected, string found) => new(path, expected, found, "convert or copy the file again");
    }

    /// <summary>Rounds away the noise of a 32-bit float.</summary>
    private static double Tidy(double value) => Math.Round(value, 6);

    /// <summary>A column of the sform; the fourth is the first voxel's place.</summary>
    private static RasVector Column(ReadOnlySpan<byte> h, int axis, bool big, double factor) =>
        factor * new RasVector(F32(h, 280 + 4 * axis, big), F32(h, 296 + 4 * axis, big), F32(h, 312 + 4 * axis, big));

    private static double Step(ReadOnlySpan<byte> h, int axis, bool big) => Math.Abs(F32(h, 76 + 4 * axis, big));

    private static double SpaceToMm(int code) =>
        code switch
        {
            1 => 1000,
            3 => 0.001,
            _ => 1,
        };

    private static double TimeToMs(int code) =>
        code switch
        {
            8 => 1000,
            16 => 1,
            24 => 0.001,
            _ => double.NaN,
        };

    private static short I16(ReadOnlySpan<byte> h, int at, bool big) =>
        big ? BinaryPrimitives.ReadInt16BigEndian(h[at..]) : BinaryPrimitives.ReadInt16LittleEndian(h[at..]);

    private static float F32(ReadOnlySpan<byte> h, int at, bool big) =>
        big ? BinaryPrimitives.ReadSingleBigEndian(h[at..]) : BinaryPrimitives.ReadSingleLittleEndian(h[at..]);
}
