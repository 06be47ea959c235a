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
    public void Of_AnotherName_IsAFolderOfTheUsers(string path) => Assert.Equal(path, ModelFolder.Of(path).Path);

    [Fact]
    public void Of_NoFolder_IsTheOneOf128Pixels() => Assert.EndsWith("sax128", ModelFolder.Of(null).Path, StringComparison.Ordinal);
}
