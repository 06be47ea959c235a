using GanCmri.Runtime;

namespace GanCmri.Formats;

/// <summary>
/// Reads and writes numpy's .npy files (versions 1 to 3; numbers and truth values; either byte order; C or Fortran order).
/// Object arrays, which are pickles, are refused.
/// </summary>
internal static class NpyFile
{
    /// <summary>Reads one array.</summary>
    /// <exception cref="InputException">The file cannot be read, is no .npy file, or has more or fewer bytes than its shape
    /// says.</exception>
    public static NpyArray Read(string path)
    {
        using var stream = InputFile.Open(path, "a .npy file");
        Span<byte> start = stackalloc byte[6];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !NpyHeader.Matches(start))
        {
            var kind = FileKind.Of(path);
            throw new InputException(path, "a .npy file", kind?.Name ?? "other first bytes", kind?.Remedy ?? "save it with numpy.save");
        }

        stream.Position = 0;
        return Read(stream, stream.Length, path);
    }

    /// <summary>Writes one array, little-endian, in C order, version 1.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, NpyArray array) => AtomicFile.Write(path, s => Write(s, array));

    internal static void Write(Stream stream, NpyArray array)
    {
        NpyHeader.Write(stream, array.Type, array.Shape);
        stream.Write(array.Bytes());
    }

    /// <summary>Reads one array of <paramref name="length"/> bytes, header and elements, from a stream.</summary>
    internal static NpyArray Read(Stream stream, long length, string where)
    {
        try
        {
            var header = NpyHeader.Read(stream, length, where);
            var array = NpyArray.Allocate(header.Type, header.Shape, header.Count);
            stream.ReadExactly(array.Bytes());
            if (header.BigEndian)
                ByteOrder.Swap(array.Bytes(), header.Type.Size());
            if (header.Type == StoredType.Bool && array.Bytes().ContainsAnyExceptInRange((byte)0, (byte)1))
                throw new InputException(where, "truth values 0 and 1", "another byte", "save it again with numpy.save");
            return header.FortranOrder && header.Shape.Length > 1 ? ToCOrder(array) : array;
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new InputException(where, "a whole .npy file", "a file that ends early or is damaged", "copy it again", e);
        }
    }

    private static NpyArray ToCOrder(NpyArray fortran)
    {
        int[] shape = [.. fortran.Shape];
        var result = NpyArray.Allocate(fortran.Type, shape, fortran.Data.Length);
        int size = fortran.Type.Size(),
            axes = shape.Length;
        ReadOnlySpan<byte> from = fortran.Bytes();
        var to = result.Bytes();
        var strides = new int[axes];
        for (int axis = 0, stride = size; axis < axes; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        var index = new int[axes];
        for (int at = 0, source = 0; at < to.Length; at += size)
        {
            from.Slice(source, size).CopyTo(to[at..]);
            for (var axis = axes - 1; axis >= 0; axis--)
            {
                source += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                source -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }
}
