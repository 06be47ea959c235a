using System.IO.Compression;
using System.Text;

namespace GanCmri.Formats;

/// <summary>What a file is by its first bytes, for messages about one that is something else than it should be.</summary>
/// <param name="Name">E.g. "an HTML page".</param>
/// <param name="Remedy">What to do where that does not depend on what was wanted, e.g. "unpack it first"; null otherwise.</param>
internal sealed record FileKind(string Name, string? Remedy = null)
{
    private const int Looked = 1024;

    private static readonly byte[] LegacyTorch = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    private static readonly (byte[] Start, FileKind Kind)[] Starts =
    [
        (LegacyTorch, new("a PyTorch checkpoint (torch.save, legacy form)")),
        ([0x1f, 0x8b], new("a gzip file", "unpack it first (gunzip)")),
        ("BZh"u8.ToArray(), new("a bzip2 file", "unpack it first (bunzip2)")),
        ([0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], new("an xz file", "unpack it first (unxz)")),
        ([0x28, 0xb5, 0x2f, 0xfd], new("a zstd file", "unpack it first (unzstd)")),
        ([(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c], new("a 7z archive", "unpack it first")),
        ("Rar!"u8.ToArray(), new("a RAR archive", "unpack it first")),
        ([0x93, .. "NUMPY"u8], new("a numpy array (.npy)")),
        ([0x89, .. "HDF"u8], new("an HDF5 file")),
        ([0x89, .. "PNG"u8], new("a PNG picture")),
        ([0xff, 0xd8, 0xff], new("a JPEG picture")),
        ("%PDF"u8.ToArray(), new("a PDF file")),
        (
            "version https://git-lfs"u8.ToArray(),
            new("a git-lfs pointer (a text that stands for a file that was not downloaded)", "fetch the file itself with git lfs pull")
        ),
    ];

    /// <summary>Whether it is a Python pickle; what it holds is not known.</summary>
    public bool IsPickle { get; private init; }

    /// <summary>The kind of a file; null where its bytes tell nothing.</summary>
    /// <exception cref="Runtime.InputException">It cannot be opened.</exception>
    public static FileKind? Of(string path)
    {
        using var stream = InputFile.Open(path, "a file");
        if (stream.Length == 0)
            return new("an empty file", "copy or download it again");
        var start = new byte[(int)Math.Min(Looked, stream.Length)];
        stream.ReadExactly(start);
        if (Starts.FirstOrDefault(s => start.AsSpan().StartsWith(s.Start)).Kind is { } known)
            return known;
        if (start.AsSpan().StartsWith("PK"u8))
            return Zip(stream);
        if (start.Length > 262 && start.AsSpan(257).StartsWith("ustar"u8))
            return new("a tar archive", "unpack it first");
        if (start.Length > 131 && start.AsSpan(128).StartsWith("DICM"u8))
            return new("a DICOM file");
        if (start.Length > 8 && start[7] == 0 && start[8] == '{')
            return new("a safetensors file");
        if (start is [0x80, >= 1 and <= 5, ..])
            return new("a Python pickle") { IsPickle = true };
        if (start is [8, >= 1 and <= 32, 0x12 or 0x1a or 0x22 or 0x2a or 0x32 or 0x3a or 0x42, ..])
            return new("an ONNX network");
        if (start.All(b => b == 0))
            return new("a file of zeros", "copy or download it again");
        return Text(start, stream);
    }

    private static FileKind Zip(Stream stream)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            string[] names = [.. zip.Entries.Select(e => e.FullName)];
            if (names.Any(n => n.EndsWith("/constants.pkl", StringComparison.Ordinal) || n.Contains("/code/", StringComparison.Ordinal)))
                return new("a TorchScript network (torch.jit.save)");
            if (names.Any(n => n == "data.pkl" || n.EndsWith("/data.pkl", StringComparison.Ordinal)))
                return new("a PyTorch checkpoint (torch.save, zip form)");
            return names.Length > 0 && names.All(n => n.EndsWith(".npy", StringComparison.Ordinal))
                ? new("a numpy archive (.npz)")
                : new("a zip archive", "unpack it first");
        }
        catch (InvalidDataException)
        {
            return new("a zip archive that ends early or is damaged", "copy or download it again");
        }
    }

    // A pickle of protocol 0 is text too, and ends with a full stop.
    private static FileKind? Text(byte[] start, Stream stream)
    {
        if (start.Any(b => b is < 32 and not (9 or 10 or 12 or 13) or 127))
            return null;
        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (
            text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<head", StringComparison.OrdinalIgnoreCase)
        )
            return new("an HTML page (often a log-in or error page instead of a download)", "download the file itself");
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            return new("an XML text", "download the file itself");
        if (text.StartsWith('{') || text.StartsWith('['))
            return new("a JSON text");
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '.' ? new("a Python pickle") { IsPickle = true } : new("a text file");
    }
}
