using System.IO.Compression;
using System.Text;
using GanCmri.Formats;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;

namespace GanCmri.Tests.Formats;

public sealed class FileKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "an empty file", "download it again")]
    [InlineData("\r\n<!DOCTYPE html><html><head><title>Sign in</title>", "an HTML page", "download the file itself")]
    [InlineData("<html lang=en><body>404", "an HTML page", "download the file itself")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "a git-lfs pointer", "git lfs pull")]
    [InlineData("\u001f\u008b\u0008\0\0\0\0\0", "a gzip file", "unpack it first")]
    [InlineData("BZh91AY&SY", "a bzip2 file", "unpack it first")]
    [InlineData(
        "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002M\u00e9\u0003.",
        "a PyTorch checkpoint (torch.save, legacy form)",
        "StyleGAN2"
    )]
    [InlineData("\u0008\u0007\u0012\u0007pytorch\u001a\u00052.0.1", "an ONNX network", "StyleGAN2")]
    [InlineData("\u0089HDF\r\n\u001a\n", "an HDF5 file", "StyleGAN2")]
    [InlineData("{\"message\": \"Not Found\"}", "a JSON text", "StyleGAN2")]
    [InlineData("Access denied", "a text file", "StyleGAN2")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0", "a file of zeros", "download it again")]
    public void LoadGenerator_OfAnotherKindOfFile_SaysWhatItIs(string content, string kind, string remedy)
    {
        var path = _folder.File("network.pkl");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));
        var error = Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message;
        Assert.Contains("found " + kind, error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
        Assert.Contains(kind, Assert.Throws<InputException>(() => NetworkFile.Describe(path)).Message, StringComparison.Ordinal);
        Assert.Contains(
            kind,
            Assert.Throws<InputException>(() => NetworkFile.Import(path, _folder.File("out.safetensors"))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(kind, Assert.Throws<InputException>(() => SafetensorsFile.Open(path)).Message, StringComparison.Ordinal);
        Assert.Contains(kind, Assert.Throws<InputException>(() => NpyFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("archive/data.pkl", "archive/data/0", "a PyTorch checkpoint (torch.save, zip form)")]
    [InlineData("net/constants.pkl", "net/code/__torch__.py", "a TorchScript network")]
    [InlineData("z.npy", "w.npy", "a numpy archive (.npz)")]
    [InlineData("readme.txt", "network.pkl", "a zip archive")]
    public void LoadGenerator_OfAZip_SaysWhatIsInIt(string first, string second, string kind)
    {
        var path = _folder.File("network.pkl");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (var name in new[] { first, second })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("x"u8);
            }
        }

        Assert.Contains(
            "found " + kind,
            Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
            StringComparison.Ordinal
        );
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.Contains(
            "ends early",
            Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void SafetensorsOfAnotherProgram_AreNamedSo()
    {
        var path = _folder.File("x.safetensors");
        SafetensorsFile.Write(path, [], new Dictionary<string, string> { ["format"] = "pt" });
        Assert.Contains(
            "of format 'pt'",
            Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
            StringComparison.Ordinal
        );
        SafetensorsFile.Write(
            path,
            [new SafetensorsTensor("w", StoredType.F32, [4], () => new byte[16])],
            new Dictionary<string, string>()
        );
        Assert.Contains(
            "of another program",
            Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
            StringComparison.Ordinal
        );
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5]);
        Assert.Contains(
            "ends early",
            Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void LoadGenerator_OfACutPickle_SaysThatItEndsEarly()
    {
        var path = _folder.File("cut.pkl");
        var whole = File.ReadAllBytes(Golden.Path("ada64.pkl"));
        foreach (var share in new[] { 3, 10, 1000 })
        {
            File.WriteAllBytes(path, whole[..(whole.Length / share)]);
            Assert.Contains(
                "ends early",
                Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
                StringComparison.Ordinal
            );
        }
    }
}
