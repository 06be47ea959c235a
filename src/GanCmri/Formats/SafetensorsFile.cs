using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using GanCmri.Runtime;

namespace GanCmri.Formats;

/// <summary>
/// A safetensors file (8 bytes header length, JSON header, raw little-endian tensors), memory-mapped: bytes are read from disk
/// when they are used. The format holds data only and cannot run code.
/// </summary>
internal sealed unsafe class SafetensorsFile : IDisposable
{
    private const long LongestHeader = 100_000_000; // The format's own limit.
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    private SafetensorsFile(string path, FileStream stream)
    {
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
        try
        {
            var length = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(_start, 8));
            if (length > LongestHeader || (long)length > stream.Length - 8)
                throw new InputException(path, "a safetensors file", $"a header of {length} bytes", "save or copy the file again");
            var json = new ReadOnlySpan<byte>(_start + 8, (int)length).ToArray();
            Header = SafetensorsHeader.Parse(json, 8 + (long)length, stream.Length, path);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors => Header.Tensors;

    /// <summary>The file's own notes: text by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => Header.Metadata;

    private SafetensorsHeader Header { get; }

    /// <summary>Opens a file and checks its header. Dispose it to unmap the file.</summary>
    /// <exception cref="InputException">The file cannot be read or is no safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        var stream = InputFile.Open(path, "a safetensors file");
        Span<byte> start = stackalloc byte[10];
        var isWhole = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length;
        if (isWhole && start[7] == 0 && start[8] == '{')
            return new SafetensorsFile(path, stream);
        var kind = FileKind.Of(path);
        if (isWhole && kind is null)
            return new SafetensorsFile(path, stream); // It says what is wrong.
        using (stream)
        {
            throw new InputException(
                path,
                "a safetensors file",
                kind?.Name ?? $"other first bytes ({stream.Length} bytes)",
                kind?.Remedy ?? "copy the file again"
            );
        }
    }

    /// <summary>The bytes of one tensor, valid until the file is disposed.</summary>
    /// <exception cref="KeyNotFoundException">There is no tensor of that name.</exception>
    /// <exception cref="OverflowException">The tensor has 2 GiB or more.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        var entry = Tensors[name];
        return new ReadOnlySpan<byte>(_start + entry.Offset, checked((int)entry.Length));
    }

    /// <summary>The tensors in the order their bytes lie in the file.</summary>
    public IEnumerable<SafetensorsEntry> InFileOrder() => Tensors.Values.OrderBy(t => t.Offset).ThenBy(t => t.Length);

    /// <summary>Writes tensors, in the order given, and notes. The same input gives the same bytes.</summary>
    /// <exception cref="ArgumentException">A name comes twice, or data have another length than their shape says.</exception>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        if (tensors.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count() != tensors.Count)
            throw new ArgumentException("two tensors have the same name", nameof(tensors));
        var header = SafetensorsHeader.Build(tensors, metadata);
        AtomicFile.Write(
            path,
            stream =>
            {
                Span<byte> length = stackalloc byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
                stream.Write(length);
                stream.Write(header);
                foreach (var tensor in tensors)
                {
                    var data = tensor.Data();
                    if (data.Length != SafetensorsHeader.Bytes(tensor))
                        throw new ArgumentException($"'{tensor.Name}' has {data.Length} bytes of data");
                    stream.Write(data.Span);
                }
            }
        );
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed)
            return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
