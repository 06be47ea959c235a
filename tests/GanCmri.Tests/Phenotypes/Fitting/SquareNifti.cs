using System.Buffers.Binary;

namespace GanCmri.Tests.Phenotypes.Fitting;

/// <summary>A small NIfTI stack of 8 x 8 slices, 1.5 mm x 8 mm, each with a square of 4 x 4 pixels in its middle.</summary>
internal static class SquareNifti
{
    /// <summary>The file of a stack.</summary>
    /// <param name="values">What each slice's square holds.</param>
    public static byte[] Bytes(IReadOnlyList<short> values)
    {
        const int Header = 352,
            Side = 8;
        var bytes = new byte[Header + 2 * Side * Side * values.Count];
        void Short(int at, int value) => BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), (short)value);
        void Single(int at, float value) => BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, 348);
        foreach (var (i, size) in new[] { 3, Side, Side, values.Count, 1, 1, 1, 1 }.Index())
            Short(40 + 2 * i, size);
        Short(70, 4);
        Short(72, 16);
        foreach (var (i, size) in new[] { 1f, 1.5f, 1.5f, 8f, 1f }.Index())
            Single(76 + 4 * i, size);
        Single(108, Header);
        bytes[123] = 2; // mm
        "n+1\0"u8.CopyTo(bytes.AsSpan(344));
        foreach (var (z, value) in values.Index())
        {
            for (var i = 0; i < Side * Side; i++)
            {
                if (i % Side is >= 2 and < 6 && i / Side is >= 2 and < 6)
                    Short(Header + 2 * (z * Side * Side + i), value);
            }
        }

        return bytes;
    }
}
