namespace GanCmri.Formats.Tables.Parquet;

/// <summary>A file that says when somebody reads on and on behind its end: damaged sizes lead the Parquet library there, where it would
/// stay for ever.</summary>
internal sealed class EndingStream(Stream inner) : Stream
{
    private const int MostReadsAtEnd = 64;
    private int _atEnd;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <exception cref="EndOfStreamException">Too many reads at the end.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        if (read > 0 || buffer.Length == 0)
            return read;
        return ++_atEnd > MostReadsAtEnd ? throw new EndOfStreamException() : 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
