using GanCmri.Cli;

namespace GanCmri.Tests.Endurance;

public sealed class CanaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verbs_PersonInEveryHeader_IsNowhereInWhatComesOut()
    {
        Scenes.WriteModels(_folder.File("models"));
        Canary.Write(_folder.File("in"));
        Directory.CreateDirectory(_folder.File("out"));
        var (output, error, printed) = (Console.Out, Console.Error, new StringWriter());
        List<int> codes = [];
        try
        {
            Console.SetOut(printed);
            Console.SetError(printed);
            foreach (var command in Canary.Commands(_folder.File("in"), _folder.File("models"), _folder.File("out")))
                codes.Add(await App.RunAsync(command));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        Assert.Empty(Canary.Found(_folder.File("out"), printed.ToString()));
        Assert.True(codes.Count(c => c == 0) >= 6 && codes.Contains(2), string.Join(' ', codes) + "\n" + printed);
    }
}
