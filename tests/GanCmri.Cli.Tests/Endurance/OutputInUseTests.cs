using GanCmri.Runtime;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>An output that another run has is refused, by every verb that goes on or writes many files.</summary>
public sealed class OutputInUseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Verbs => [.. Scenes.All];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Verb_OutputInUse_IsRefusedAndStaysAsItIs(string verb)
    {
        var scene = Scenes.Of(verb, _folder.File("in"));
        scene.Prepare(_folder.File("out"));
        var file = verb switch
        {
            "project" => "latents.npy",
            "measure" or "gather" => "frames.csv",
            "generate" => "all.npy",
            "encoder" => "encoder.safetensors",
            "segmenter" => "segmenter.safetensors",
            "reader-study" => "study.html",
            "stack" => "hearts/",
            "superres" => "cines/",
            "shard" => "frames.csv.shards/.part-00000",
            _ => "",
        };
        var place = _folder.File("out/" + file);
        using (place.EndsWith('/') ? OutputLock.OnFolder(place) : OutputLock.OnFile(place))
        {
            string[] before = [.. Entries()];
            Assert.Equal(App.BadInput, await App.RunAsync(scene.Command(_folder.File("out"))));
            Assert.Equal(before, Entries());
        }

        IEnumerable<string> Entries() => Directory.GetFileSystemEntries(_folder.File("out"), "*", SearchOption.AllDirectories).Order();
    }
}
