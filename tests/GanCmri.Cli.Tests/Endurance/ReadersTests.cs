namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Readers beside a writer in short; tests/GanCmri.Endurance does it more often.</summary>
public sealed class ReadersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Store_ReadByTwoWhileItIsMadeAnew_IsTheOldOrTheNewOne()
    {
        var result = Readers.Run(_folder.Path, seed: 1, times: 2);
        Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults));
    }
}
