using System.Text.Json;

namespace GanCmri.Cli.Tests.Verbs;

public sealed class PowerVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Power_Out_HasARecordOfOptionsAndSeed()
    {
        Assert.Equal(0, await App.RunAsync([.. Few, "--seed", "3", "--out", _folder.File("p.csv")]));
        var record = JsonDocument.Parse(File.ReadAllText(_folder.File("p.run.json"))).RootElement;
        Assert.Equal(("gancmri power", 3), (record.GetProperty("Command").GetString(), record.GetProperty("Seed").GetInt32()));
        Assert.Equal("100", record.GetProperty("Options").GetProperty("--simulations").GetString());
    }

    [Fact]
    public async Task Power_OutThatCannotBeWritten_IsRefusedBeforeAnyStudyIsSimulated()
    {
        File.WriteAllText(_folder.File("file"), "");
        var screen = Console.Out;
        using var said = new StringWriter();
        Console.SetOut(said);
        try
        {
            Assert.Equal(App.BadInput, await App.RunAsync([.. Few, "--out", _folder.File("file/p.csv")]));
        }
        finally
        {
            Console.SetOut(screen);
        }

        Assert.DoesNotContain("studies", said.ToString(), StringComparison.Ordinal);
    }

    private static string[] Few => [.. "power --effect 2 --sd 1 --group-share 0.5 --simulations 100".Split(' ')];
}
