namespace GanCmri.Formats.Pickles;

/// <summary>A bytes object of a pickle: only where it lies. Its content is read when somebody asks for it.</summary>
internal sealed class PickleBytes(ByteSource source, long start, long length)
{
    /// <summary>Where the bytes are.</summary>
    public ByteSource Source => source;

    /// <summary>First byte in the source.</summary>
    public long Start => start;

    /// <summary>Number of bytes.</summary>
    public long Length => length;

    /// <summary>Fills <paramref name="to"/> from <paramref name="at"/> on, counted within this object.</summary>
    public void Read(long at, Span<byte> to)
    {
        if (at < 0 || at > length - to.Length)
            throw new ArgumentOutOfRangeException(nameof(at));
        source.Read(start + at, to);
    }
}
