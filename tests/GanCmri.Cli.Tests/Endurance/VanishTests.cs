namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Folders that vanish, in short; tests/GanCmri.Endurance looks at all verbs, more often.</summary>
public sealed class VanishTests : IDisposable
{
    private const int Ways = 3;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Measure_FoldersThatVanish_EndsInOneLineAndGoesOnAfterwards()
    {
        var result = new Vanishings(Scenes.Of("measure", _folder.File("in")), _folder.Path, seed: 1).Run(Ways);
        Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults));
        Assert.True(result.Refused > 0);
    }
}
