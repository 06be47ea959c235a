using GanCmri.Tests.Studies;

namespace GanCmri.Cli.Tests.Verbs;

public sealed class HeartVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("damaged")]
    [InlineData("frame-to-frame, which they lack")]
    public async Task Heart_Fails_LeavesNoFolder(string why)
    {
        PlantedModels.Save(_folder.File("models"));
        if (why == "damaged")
            File.WriteAllBytes(_folder.File("models/generator.safetensors"), new byte[100]);
        string[] command =
        [
            .. "heart --device cpu --models".Split(' '),
            _folder.File("models"),
            "--segmenter",
            _folder.File("models/segmenter.safetensors"),
            "--out",
            _folder.File("results/out"),
        ];
        Assert.Equal(App.BadInput, await App.RunAsync(command));
        Assert.Equal([_folder.File("models")], Directory.GetFileSystemEntries(_folder.Path));
    }
}
