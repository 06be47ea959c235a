using System.IO.Compression;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>A NIfTI file, packed or not, read plane by plane in the order it is stored.</summary>
internal sealed class NiftiPlanes : IDisposable
{
    private const int DeflateLimit = 1100; // no deflate stream unpacks to more than about 1032 times its length

    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly byte[] _buffer;
    private readonly string _path;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InputException">No NIfTI-1, cut off, or a header that promises more than the file can hold.</exception>
    public NiftiPlanes(string path)
    {
        _path = path;
        _file = InputFile.Open(path, "a NIfTI file");
        try
        {
            Span<byte> start = stackalloc byte[2];
            var packed = _file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start[0] == 0x1f && start[1] == 0x8b;
            _file.Position = 0;
            _stream = packed ? new GZipStream(_file, CompressionMode.Decompress) : new BufferedStream(_file, 1 << 16);
            var bytes = new byte[NiftiHeader.Bytes];
            Fill(bytes);
            Header = NiftiHeader.Parse(bytes, path);
            if (Header.DataOffset + Header.DataBytes > (packed ? _file.Length * DeflateLimit : _file.Length))
                throw new InputException(
                    path,
                    "all bytes of voxels, as the header says",
                    $"a file of {_file.Length} bytes",
                    "copy the file again"
                );
            Skip(Header.DataOffset - NiftiHeader.Bytes);
            _buffer = new byte[Header.Rows * Header.Columns * Header.Type.Size()];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public NiftiHeader Header { get; }

    /// <summary>The next plane: Columns values a row, Rows rows.</summary>
    /// <exception cref="InputException">The file ends early or is damaged.</exception>
    public float[] Next()
    {
        Fill(_buffer);
        return NiftiVoxels.Decode(_buffer, Header);
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _file.Dispose();
    }

    private void Skip(long count)
    {
        var buffer = new byte[4096];
        for (; count > 0; count -= buffer.Length)
            Fill(buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)));
    }

    private void Fill(Span<byte> bytes)
    {
        try
        {
            _stream.ReadExactly(bytes);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new InputException(_path, "a complete NIfTI file", "one that ends early or is damaged", "copy the file again", e);
        }
    }
}
