using System.IO.Compression;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Tests.Formats;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_TwoArrays_ReadsBackEqualAndTwiceTheSameBytes()
    {
        var arrays = new Dictionary<string, NpyArray> { ["z"] = NpyArray.Of([1f, 2, 3, 4], 2, 2), ["n"] = NpyArray.Of([7L]) };
        NpzFile.Write(_folder.File("a.npz"), arrays);
        NpzFile.Write(_folder.File("b.npz"), arrays);
        var read = NpzFile.Read(_folder.File("a.npz"));
        Assert.Equal(["z", "n"], read.Keys);
        Assert.Equal([1f, 2, 3, 4], read["z"].As<float>());
        Assert.Empty(read["n"].Shape);
        Assert.Equal(7.0, read["n"].ToDoubles()[0]);
        Assert.Equal(File.ReadAllBytes(_folder.File("a.npz")), File.ReadAllBytes(_folder.File("b.npz")));
    }

    [Fact]
    public void Read_StoredWithoutCompression_Works()
    {
        var path = _folder.File("a.npz");
        NpyFile.Write(_folder.File("x.npy"), NpyArray.Of([1.25], 1));
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
            zip.CreateEntryFromFile(_folder.File("x.npy"), "x.npy", CompressionLevel.NoCompression);
        Assert.Equal([1.25], NpzFile.Read(path)["x"].As<double>());
    }

    [Fact]
    public void Read_DamagedAnywhere_IsReadOrOneClearError()
    {
        var path = _folder.File("a.npz");
        NpzFile.Write(path, new Dictionary<string, NpyArray> { ["z"] = NpyArray.Of([1f, 2, 3, 4], 4) });
        var whole = File.ReadAllBytes(path);
        var refused = 0;
        for (var n = 0; n < whole.Length; n++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[n] ^= 0x41;
            File.WriteAllBytes(path, damaged);
            try
            {
                NpzFile.Read(path);
            }
            catch (InputException)
            {
                refused++;
            }
        }

        Assert.True(refused > whole.Length / 4, $"only {refused} of {whole.Length} damaged files were refused");
    }
}
