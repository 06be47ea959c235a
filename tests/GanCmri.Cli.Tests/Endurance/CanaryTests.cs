namespace GanCmri.Cli.Tests.Endurance;

public sealed class CanaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verbs_PersonInEveryHeader_IsNowhereInWhatComesOut()
    {
        Write();
        await NobodyKnowsHer(Canary.Commands(_folder.File("in"), _folder.File("models"), _folder.File("out")), tables: false, well: 6);
    }

    [Fact]
    public async Task Verbs_PersonInNamesOfFilesAndInTables_IsInTablesAlone()
    {
        Write();
        CanaryNames.Write(_folder.File("named"), _folder.File("in"));
        await NobodyKnowsHer(CanaryCommands.Of(_folder.File("named"), _folder.File("models"), _folder.File("out")), tables: true, well: 26);
    }

    private void Write()
    {
        Scenes.WriteModels(_folder.File("models"));
        Canary.Write(_folder.File("in"));
        Directory.CreateDirectory(_folder.File("out"));
    }

    private async Task NobodyKnowsHer(IEnumerable<string[]> commands, bool tables, int well)
    {
        var (output, error, printed) = (Console.Out, Console.Error, new StringWriter());
        List<int> codes = [];
        try
        {
            Console.SetOut(printed);
            Console.SetError(printed);
            foreach (var command in commands)
            {
                codes.Add(await App.RunAsync(command));
            }
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        var found = string.Join('\n', Canary.Found(_folder.File("out"), printed.ToString(), tables));
        Assert.True(found.Length == 0, found);
        Assert.True(codes.Count(c => c == 0) >= well && codes.Contains(2), string.Join(' ', codes) + "\n" + printed);
    }
}
