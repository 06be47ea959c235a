using System.Runtime.InteropServices;
using System.Text;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Tests.Formats;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_TensorsAndNotes_ReadsBackEqual()
    {
        var path = _folder.File("a.safetensors");
        float[] numbers = [1, -2.5f, float.NaN, 4, 5, 6];
        SafetensorsFile.Write(
            path,
            [
                new("w", StoredType.F32, [2, 3], () => MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray()),
                new("scalar", StoredType.BF16, [], () => new byte[] { 0x80, 0x3f }),
                new("none", StoredType.I64, [0, 4], () => ReadOnlyMemory<byte>.Empty),
            ],
            new Dictionary<string, string> { ["licence"] = "CC0 \"quoted\" ä" }
        );

        using var file = SafetensorsFile.Open(path);
        Assert.Equal("CC0 \"quoted\" ä", file.Metadata["licence"]);
        Assert.Equal(["none", "scalar", "w"], file.Tensors.Keys.Order());
        Assert.Equal([2L, 3L], file.Tensors["w"].Shape);
        Assert.Equal(numbers, MemoryMarshal.Cast<byte, float>(file.Bytes("w")).ToArray());
        Assert.Equal(StoredType.BF16, file.Tensors["scalar"].Type);
        Assert.Equal([0x80, 0x3f], file.Bytes("scalar").ToArray());
        Assert.Equal(0, file.Tensors["w"].Offset % 8);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "4 bytes more")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[-8,8]}}""", "'a'")]
    [InlineData("""{"a":{"dtype":"F8","shape":[8],"data_offsets":[0,8]}}""", "F8")]
    [InlineData("""{"a":{"dtype":"11","shape":[2],"data_offsets":[0,8]}}""", "11")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "another form")]
    [InlineData("""{"a":{"dtype":"F32","shape":["x"],"data_offsets":[0,8]}}""", "another form")]
    [InlineData(
        """{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""",
        "another form"
    )]
    [InlineData("""[]""", "another form")]
    public void Open_HeaderThatLies_NamesWhatIsWrong(string json, string? found)
    {
        var path = _folder.File("a.safetensors");
        var header = Encoding.UTF8.GetBytes(json);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[8]]);
        if (found is null)
        {
            using var file = SafetensorsFile.Open(path);
            Assert.Equal(8, file.Bytes("a").Length);
        }
        else
        {
            Assert.Contains(found, Assert.Throws<InputException>(() => SafetensorsFile.Open(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_TruncatedAnywhere_IsOneClearError()
    {
        var path = _folder.File("a.safetensors");
        SafetensorsFile.Write(path, [new("w", StoredType.U8, [3], () => new byte[] { 1, 2, 3 })], new Dictionary<string, string>());
        var whole = File.ReadAllBytes(path);
        for (var n = 0; n < whole.Length; n++)
        {
            File.WriteAllBytes(path, whole[..n]);
            Assert.Throws<InputException>(() => SafetensorsFile.Open(path));
        }
    }
}
