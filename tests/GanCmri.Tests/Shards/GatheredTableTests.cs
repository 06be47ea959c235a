using GanCmri.Shards;

namespace GanCmri.Tests.Shards;

public sealed class GatheredTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_UnitsOfTwoTables_InterleavesRecordsByteForByte()
    {
        Put("a", "h1,h2\r\n1,\"two\r\nlines\"\r\n2,\"a \"\"quoted\"\" word\"\r\n3,x\r\n");
        Put("b", "h1,h2\r\n10,y\r\n");
        Write([UnitRows.At(1, 2), UnitRows.At(12, 1)], [UnitRows.At(7, 1)]);
        Assert.Equal(
            "h1,h2\r\n1,\"two\r\nlines\"\r\n2,\"a \"\"quoted\"\" word\"\r\n10,y\r\n3,x\r\n",
            File.ReadAllText(_folder.File("whole"))
        );
    }

    [Fact]
    public void Write_FirstTableEmpty_TakesTheHeadOfOneWithRows()
    {
        Put("a", "id\n");
        Put("b", "id,w0\nx,1\n");
        Write([], [UnitRows.At(0, 1)]);
        Assert.Equal("id,w0\nx,1\n", File.ReadAllText(_folder.File("whole")));
    }

    private void Put(string name, string text) => File.WriteAllText(_folder.File(name), text);

    private void Write(params UnitRows[][] units) =>
        GatheredTable.Write(_folder.File("whole"), [_folder.File("a"), _folder.File("b")], GatheredTable.Ordered(units));
}
