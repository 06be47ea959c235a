namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Numbers beside collections in short; tests/GanCmri.Endurance does it in a program of its own, for longer.</summary>
public sealed class NumberStressTests
{
    public static TheoryData<string> Names => [.. NumberStress.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compute_WhileOtherThreadsCollect_GivesTheNumbersOfAQuietRun(string name)
    {
        var result = NumberStress.Run(name, steps: 3, runs => runs < 3);
        Assert.True(result is { Wrong: 0, Collections: > 0 }, $"{result}");
    }
}
