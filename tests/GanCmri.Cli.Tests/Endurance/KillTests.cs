namespace GanCmri.Cli.Tests.Endurance;

/// <summary>kill -9 in short; tests/GanCmri.Endurance kills more often.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 2;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Verbs => [.. Scenes.Verbs];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Verb_Killed_EndsWithTheBytesOfAnUnbrokenRun(string verb)
    {
        var result = new Kills(Scenes.Of(verb, _folder.File("in")), _folder.Path, seed: 3).Run(Kills);
        Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults));
        Assert.Equal(Kills, result.Killed);
        Assert.True(result.Compared > 0);
    }
}
