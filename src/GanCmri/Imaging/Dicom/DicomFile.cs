using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Dicom;

/// <summary>One DICOM file on disk.</summary>
internal static class DicomFile
{
    private const int HeaderBytes = 1 << 16;
    private const long MaxBytes = 1L << 30;

    /// <summary>Whether a file is DICOM: by its magic word, or, without it, by its name (.dcm, .ima) or, where that has no ending, by its
    /// first element.</summary>
    public static bool IsDicom(string path)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        using var stream = InputFile.Open(path, "a DICOM file");
        var start = new byte[132];
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return ending is ".dcm" or ".ima"
            || (count == start.Length && start.AsSpan(128).SequenceEqual("DICM"u8))
            || (ending.Length == 0 && DicomParser.LooksLikeDicom(start.AsSpan(0, count)) && start[0] == 8);
    }

    /// <summary>Reads the attributes without the pixels; null if the file holds no image (DICOMDIR, report).</summary>
    /// <exception cref="InputException">Truncated, compressed or no DICOM.</exception>
    public static DicomHeader? ReadHeader(string path) =>
        Guarded(
            path,
            () =>
            {
                var bytes = new FileInfo(path).Length;
                var start = ReadBytes(path, HeaderBytes);
                try
                {
                    var header = DicomHeader.From(path, Parse(start), bytes);
                    if (header is not null || start.Length < HeaderBytes)
                        return header;
                }
                catch (DicomFormatException e) when (e.IsTruncation && start.Length == HeaderBytes)
                {
                    // An attribute reaches beyond the part read: read on.
                }

                return DicomHeader.From(path, Parse(ReadBytes(path, MaxBytes)), bytes);
            }
        );

    /// <summary>Reads every frame of a file.</summary>
    /// <exception cref="InputException">The file has gone or changed.</exception>
    public static IReadOnlyList<GrayImage> ReadFrames(DicomHeader header)
    {
        using var stream = InputFile.Open(header.Path, "a DICOM file");
        stream.Position = header.Pixels.At;
        var bytes = new byte[header.Pixels.Bytes];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InputException(
                header.Path,
                "the file as it was a moment ago",
                "a shorter one",
                "start again when nothing writes to it"
            );
        return [.. Enumerable.Range(0, header.Frames).Select(i => header.Pixels.Frame(bytes, i))];
    }

    private static DicomElements Parse(byte[] bytes)
    {
        if (bytes.Length < 8)
            throw DicomFormatException.Truncated(bytes.Length);
        if (!DicomParser.LooksLikeDicom(bytes))
            throw new DicomFormatException("a DICOM file", "other bytes", "leave the file out or copy it again");
        return DicomParser.Parse(bytes);
    }

    private static byte[] ReadBytes(string path, long limit)
    {
        using var stream = InputFile.Open(path, "a DICOM file");
        if (limit == MaxBytes && stream.Length > MaxBytes)
            throw new DicomFormatException("at most 1 GiB", $"{stream.Length} bytes", "split the file");
        var bytes = new byte[Math.Min(stream.Length, limit)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DicomFormatException e)
        {
            throw new InputException(path, e.Expected, e.Found, e.Remedy, e);
        }
    }
}
