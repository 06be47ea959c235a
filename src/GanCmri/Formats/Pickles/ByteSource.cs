using System.Security.Cryptography;
using GanCmri.Runtime;
using Microsoft.Win32.SafeHandles;

namespace GanCmri.Formats.Pickles;

/// <summary>Bytes that are read where and when they are needed: a file, or a block of memory.</summary>
internal sealed class ByteSource : IDisposable
{
    private readonly SafeFileHandle? _file;
    private readonly ReadOnlyMemory<byte> _memory;

    private ByteSource(string where, SafeFileHandle file, long length) => (Where, _file, Length) = (where, file, length);

    /// <summary>Bytes in memory, named <paramref name="where"/> in messages.</summary>
    public ByteSource(string where, ReadOnlyMemory<byte> memory) => (Where, _memory, Length) = (where, memory, memory.Length);

    /// <summary>The name in messages.</summary>
    public string Where { get; }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>All bytes as a range.</summary>
    public PickleBytes All => new(this, 0, Length);

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">It cannot be opened.</exception>
    public static ByteSource Open(string path, string kind)
    {
        using var stream = InputFile.Open(path, kind); // For its errors.
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        return new ByteSource(path, handle, RandomAccess.GetLength(handle));
    }

    /// <summary>Fills <paramref name="to"/> with the bytes from <paramref name="at"/> on.</summary>
    /// <exception cref="InputException">The file has become shorter.</exception>
    public void Read(long at, Span<byte> to)
    {
        if (_file is null)
        {
            _memory.Span.Slice((int)at, to.Length).CopyTo(to);
            return;
        }

        while (to.Length > 0)
        {
            var n = RandomAccess.Read(_file, to, at);
            if (n == 0)
                throw new InputException(Where, $"{Length} bytes", "fewer while reading", "leave the file alone while it is read");
            to = to[n..];
            at += n;
        }
    }

    /// <summary>SHA-256 of all bytes, lower-case hexadecimal.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[1 << 18];
        for (long at = 0; at < Length; at += block.Length)
        {
            var part = block.AsSpan(0, (int)Math.Min(block.Length, Length - at));
            Read(at, part);
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
