namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Broken files end in a result or in one clear line; tests/GanCmri.Endurance runs the same with many more.</summary>
public sealed class BrokenInputTests
{
    public const int Seed = 25,
        Inputs = 1000,
        SlowInputs = 200;

    private static readonly string[] Slow = ["mlnet", "generator", "segmenter", "pickle", "association-parquet"];

    public static TheoryData<string> Names => [.. BrokenReaders.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_BrokenInputs_AreReadOrRefused(string name)
    {
        var result = BrokenInputs.Run(BrokenReaders.Of(name), Seed, Slow.Contains(name) ? SlowInputs : Inputs);
        Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults));
        Assert.True(result is { Read: > 0 } || name == "gif", $"{result}"); // mutations that leave nothing readable look at heads only
        Assert.True(result.Refused > 0, $"{result}");
    }
}
