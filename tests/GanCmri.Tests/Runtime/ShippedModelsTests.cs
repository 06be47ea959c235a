using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public sealed class ShippedModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sax64", "generator.safetensors")]
    [InlineData("sax64/lv-area.json", "lv-area.json")]
    [InlineData("sax64/generator.safetensors", "generator.safetensors")]
    public void Named_OfShippedModels_IsTheirFile(string given, string file) =>
        Assert.Equal(ShippedModels.File("sax64", file), ShippedModels.Named(given, "generator.safetensors"));

    [Theory]
    [InlineData("")]
    [InlineData("none")] // as in --judge none
    [InlineData("sax65")]
    [InlineData("segmenter")] // no generator in it
    [InlineData("sax64/none.json")]
    [InlineData("sax64/../sax64/lv-area.json")]
    [InlineData("/sax64")]
    public void Named_AnythingElse_StaysAsItIs(string given) => Assert.Equal(given, ShippedModels.Named(given, "generator.safetensors"));

    [Fact]
    public void Named_AFileOrFolderOfTheUsers_ComesFirst()
    {
        File.WriteAllText(_folder.File("generator.safetensors"), "");
        Assert.Equal(_folder.File("generator.safetensors"), ShippedModels.Named(_folder.File("generator.safetensors"), "x"));
        Assert.Equal(_folder.File("generator.safetensors"), ShippedModels.Named(_folder.Path, "generator.safetensors"));
    }

    [Fact]
    public void File_ThatIsNotThere_NamesThoseThatAre()
    {
        var model = Assert.Throws<InputException>(() => ShippedModels.File("sax65", "generator.safetensors"));
        Assert.Contains("one of sax128, sax64, segmenter, segmenter-judge", model.Message, StringComparison.Ordinal);
        var file = Assert.Throws<InputException>(() => ShippedModels.File("segmenter", "generator.safetensors"));
        Assert.Contains("segmenter.safetensors", file.Expected, StringComparison.Ordinal);
    }
}
