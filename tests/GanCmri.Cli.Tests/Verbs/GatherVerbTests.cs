using GanCmri.Networks.Weights;
using GanCmri.Tests.Latents;

namespace GanCmri.Cli.Tests.Verbs;

public sealed class GatherVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Gather_AShardMissing_EndsWithTwoAndWritesNothing()
    {
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network);
        string[] command =
        [
            "generate",
            "--network",
            _folder.File("g.safetensors"),
            "--seeds",
            "0-20",
            "--device",
            "cpu",
            "--out",
            _folder.File("x.npy"),
        ];
        Assert.Equal(0, await App.RunAsync([.. command, "--shard", "1/2"]));
        Assert.Equal(App.BadInput, await App.RunAsync(["gather", _folder.File("x.npy")]));
        Assert.False(File.Exists(_folder.File("x.npy")));
        Assert.Equal(App.BadInput, await App.RunAsync([.. command, "--shard", "2/2"]));
        Assert.Equal(0, await App.RunAsync([.. command, "--shard", "0/2"]));
        Assert.Equal(0, await App.RunAsync(["gather", _folder.File("x.npy")]));
        Assert.True(File.Exists(_folder.File("x.npy")));
    }
}
