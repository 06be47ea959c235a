using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public class ModelFolderTests
{
    [Fact]
    public void Of_TheNameOfShippedModels_IsTheirFolder()
    {
        Assert.Equal(ShippedModels.Folder("sax64"), ModelFolder.Of("sax64").Path);
        Assert.Equal(ModelFolder.Fast.Path, ModelFolder.Of("sax64").Path);
        Assert.Equal(ModelFolder.Shipped.Path, ModelFolder.Of("sax128").Path);
    }

    [Theory]
    [InlineData("segmenter")] // shipped, but no generator's
    [InlineData("sax63")]
    [InlineData("../models/sax64")]
    [InlineData("")]
    public void Of_NeitherAFolderNorShipped_NamesThoseThatAre(string path)
    {
        var refused = Assert.Throws<InputException>(() => ModelFolder.Of(path));
        Assert.Contains("the name of shipped ones (sax128, sax64), found neither;", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AFolder_IsTheUsers()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(folder.Path, ModelFolder.Of(folder.Path).Path);
        File.WriteAllText(folder.File("generator.safetensors"), "");
        var refused = Assert.Throws<InputException>(() => ModelFolder.Of(folder.File("generator.safetensors")));
        Assert.Contains("found a file;", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoFolder_IsTheOneOf128Pixels() => Assert.EndsWith("sax128", ModelFolder.Of(null).Path, StringComparison.Ordinal);
}
