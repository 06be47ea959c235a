using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace GanCmri.Imaging.Nifti;

/// <summary>Writes one cine as NIfTI-1 (Cox et al. 2004), gzipped: float32, one slice, x, y and time, mm and ms.</summary>
internal static class NiftiCine
{
    private const int Header = 348,
        Data = 352;
    private const short Float32 = 16;
    private const byte MmAndMs = 2 | 16;
    private const float SliceMm = 8;

    /// <summary>The file.</summary>
    /// <param name="frames">At least one, all of one size.</param>
    /// <param name="spacing">Pixel size.</param>
    /// <param name="frameMs">From frame to frame, ms.</param>
    public static byte[] Bytes(IReadOnlyList<GrayImage> frames, PixelSpacing spacing, double frameMs)
    {
        var (height, width) = (frames[0].Height, frames[0].Width);
        var header = new byte[Data];
        BinaryPrimitives.WriteInt32LittleEndian(header, Header);
        short[] sizes = [4, (short)width, (short)height, 1, (short)frames.Count, 1, 1, 1];
        float[] steps = [1, (float)spacing.ColumnMm, (float)spacing.RowMm, SliceMm, (float)frameMs];
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
            foreach (var frame in frames)
                zip.Write(MemoryMarshal.AsBytes(frame.Pixels.AsSpan()));
        }

        return file.ToArray();
    }
}
