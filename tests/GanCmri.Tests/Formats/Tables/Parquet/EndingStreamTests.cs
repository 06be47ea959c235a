using GanCmri.Formats.Tables.Parquet;

namespace GanCmri.Tests.Formats.Tables.Parquet;

public sealed class EndingStreamTests
{
    [Fact]
    public void Read_WithinAndOnceAtTheEnd_IsThatOfTheFile()
    {
        using var stream = new EndingStream(new MemoryStream([1, 2, 3]));
        Assert.Equal((3, 0), (stream.Read(new byte[8], 0, 8), stream.Read(new byte[8], 0, 8)));
        stream.Position = 1;
        Assert.Equal((2, 3L), (stream.ReadByte(), stream.Length));
    }

    [Fact]
    public void Read_OnAndOnAtTheEnd_Throws()
    {
        using var stream = new EndingStream(new MemoryStream([1, 2, 3]));
        for (var i = 0; i < 3 + 64; i++)
            stream.ReadByte();
        Assert.Throws<EndOfStreamException>(() =>
        {
            stream.ReadByte();
        });
    }
}
