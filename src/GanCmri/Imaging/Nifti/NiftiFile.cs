using System.IO.Compression;
using System.Text.RegularExpressions;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>
/// Reads .nii and .nii.gz files of [x, y, slice, phase]. Pixels are taken in the file's order (x to the right, y downwards), so that a
/// file made from DICOM without flips shows the same picture as the DICOM. A 3D file is a stack at one phase. Non-finite values become 0.
/// </summary>
internal static partial class NiftiFile
{
    private const int DeflateLimit = 1100; // no deflate stream unpacks to more than about 1032 times its length

    /// <summary>True for the file endings .nii and .nii.gz.</summary>
    public static bool IsNifti(string path) =>
        path.EndsWith(".nii", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file and the .json beside it, if any.</summary>
    /// <param name="path">The file.</param>
    /// <param name="subject">Whose heart it is.</param>
    /// <exception cref="InputException">Truncated, damaged, or a header that promises more than the file holds.</exception>
    public static CineStack Read(string path, string subject)
    {
        var stem = Stem(path);
        var sidecar = NiftiSidecar.Find(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, stem + ".json"));
        try
        {
            using var file = InputFile.Open(path, "a NIfTI file");
            var packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            using Stream stream = packed ? new GZipStream(file, CompressionMode.Decompress) : new BufferedStream(file, 1 << 16);
            var bytes = new byte[NiftiHeader.Bytes];
            stream.ReadExactly(bytes);
            var header = NiftiHeader.Parse(bytes, path);
            var most = packed ? file.Length * DeflateLimit : file.Length;
            if (header.DataOffset + header.DataBytes > most)
                throw new InputException(path, $"{header.DataBytes} bytes of voxels, as the header says", $"a file of {file.Length} bytes", "copy the file again");
            Skip(stream, header.DataOffset - NiftiHeader.Bytes);
            var series = ReadVoxels(stream, header, subject, path, sidecar);
            return new CineStack(series[0].Subject, "NIfTI", sidecar is null ? [path] : [path, sidecar.Path], series);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new InputException(path, "a complete NIfTI file", "one that ends early or is damaged", "copy the file again", e);
        }
    }

    private static List<CineSeries> ReadVoxels(Stream stream, NiftiHeader header, string subject, string path, NiftiSidecar? sidecar)
    {
        var stem = Stem(path);
        var frames = Enumerable.Range(0, header.Slices).Select(_ => new List<CineFrame>()).ToList();
        var buffer = new byte[header.Rows * header.Columns * header.Type.Size()];
        for (var phase = 0; phase < header.Phases; phase++)
        {
            for (var slice = 0; slice < header.Slices; slice++)
            {
                stream.ReadExactly(buffer);
                var time = sidecar?.TimeMs(slice, phase, header.Phases) ?? phase * header.PhaseStepMs;
                frames[slice].Add(new CineFrame(NiftiVoxels.Decode(buffer, header), time, FormattableString.Invariant($"{stem}-{slice + 1:00}-{phase + 1:000}")));
            }
        }

        return [.. frames.Select((f, slice) => new CineSeries(subject, slice, sidecar?.LocationMm(slice) ?? slice * header.SliceStepMm, header.Spacing, f) { Name = subject == Subject(path) ? "" : stem })];
    }

    private static void Skip(Stream stream, long count)
    {
        var buffer = new byte[4096];
        for (; count > 0; count -= buffer.Length) stream.ReadExactly(buffer, 0, (int)Math.Min(count, buffer.Length));
    }

    private static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        return name[..name.LastIndexOf(".nii", StringComparison.OrdinalIgnoreCase)];
    }

    /// <summary>"P1_sa.nii.gz" is subject P1; "P1/sa.nii.gz" too.</summary>
    public static string Subject(string path)
    {
        var stem = Stem(path);
        var name = ViewSuffix().Replace(stem, "");
        return name.Length > 0 ? name : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? stem;
    }

    [GeneratedRegex("(^|[_-])(sa|sax|cine|4d)$", RegexOptions.IgnoreCase)]
    private static partial Regex ViewSuffix();
}
