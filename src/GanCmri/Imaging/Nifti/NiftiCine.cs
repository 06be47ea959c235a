using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace GanCmri.Imaging.Nifti;

/// <summary>Writes cines as NIfTI-1 (Cox et al. 2004), gzipped: float32, x, y, slice and time, mm and ms.</summary>
internal static class NiftiCine
{
    private const int Header = 348,
        Data = 352;
    private const short Float32 = 16;
    private const byte MmAndMs = 2 | 16;
    private const float SliceMm = 8;

    /// <summary>A file of one slice.</summary>
    /// <param name="frames">At least one, all of one size.</param>
    /// <param name="spacing">Pixel size.</param>
    /// <param name="frameMs">From frame to frame, ms.</param>
    public static byte[] Bytes(IReadOnlyList<GrayImage> frames, PixelSpacing spacing, double frameMs) =>
        Bytes([frames], spacing, SliceMm, frameMs);

    /// <summary>A file of a stack.</summary>
    /// <param name="slices">At least one, each of as many frames of one size.</param>
    /// <param name="spacing">Pixel size.</param>
    /// <param name="sliceMm">From slice to slice, mm.</param>
    /// <param name="frameMs">From frame to frame, ms.</param>
    public static byte[] Bytes(IReadOnlyList<IReadOnlyList<GrayImage>> slices, PixelSpacing spacing, double sliceMm, double frameMs)
    {
        var (height, width) = (slices[0][0].Height, slices[0][0].Width);
        var header = new byte[Data];
        BinaryPrimitives.WriteInt32LittleEndian(header, Header);
        short[] sizes = [4, (short)width, (short)height, (short)slices.Count, (short)slices[0].Count, 1, 1, 1];
        float[] steps = [1, (float)spacing.ColumnMm, (float)spacing.RowMm, (float)sliceMm, (float)frameMs];
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(40 + 2 * i), sizes[i]);
        for (var i = 0; i < steps.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(76 + 4 * i), steps[i]);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), Float32);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(72), 32);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), Data);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(112), 1); // slope
        header[123] = MmAndMs;
        "synthetic: not a patient"u8.CopyTo(header.AsSpan(148));
        "n+1\0"u8.CopyTo(header.AsSpan(344));
        using var file = new MemoryStream();
        using (var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(header);
            for (var frame = 0; frame < slices[0].Count; frame++)
                foreach (var slice in slices)
                    zip.Write(MemoryMarshal.AsBytes(slice[frame].Pixels.AsSpan()));
        }

        return file.ToArray();
    }
}
