namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Output folders with odd names in short; tests/GanCmri.Endurance looks at all verbs and at disks that fill up.</summary>
public sealed class PlacesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dataset_OddlyNamedPlaces_HoldTheSameStore()
    {
        var scene = Scenes.Of("dataset", _folder.File("in"));
        Assert.Equal(0, await App.RunAsync(scene.Command(_folder.File("whole"))));
        var expected = Scene.Contents(_folder.File("whole"));
        foreach (var name in Places.Odd)
        {
            Assert.Equal(0, await App.RunAsync(scene.Command(_folder.File(name))));
            Assert.Null(Scene.Difference(expected, Scene.Contents(_folder.File(name))));
        }
    }
}
