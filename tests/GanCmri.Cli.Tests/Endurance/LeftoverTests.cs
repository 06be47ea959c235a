namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Verbs that begin again after a kill remove what it left half-written.</summary>
public sealed class LeftoverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Verbs => [.. AnewScenes.Verbs];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Verb_LeftoversOfAKilledRun_AreRemoved(string verb)
    {
        var scene = Scenes.Of(verb, _folder.File("in"));
        scene.Prepare(_folder.File("out"));
        Assert.Equal(0, await App.RunAsync(scene.Command(_folder.File("out"))));
        var whole = Scene.Contents(_folder.File("out"));
        foreach (var name in whole.Keys)
            File.WriteAllText(_folder.File($"out/{name}.{Guid.NewGuid():N}.tmp"), "half");
        Assert.Equal(0, await App.RunAsync(scene.Command(_folder.File("out"))));
        Assert.Null(Scene.Difference(whole, Scene.Contents(_folder.File("out"))));
    }
}
