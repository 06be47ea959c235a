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
    public async Task Power_Table_SaysWhichRowIsTheAnswer()
    {
        Assert.Equal(0, await App.RunAsync([.. Few, "--n", "20", "400", "--out", _folder.File("p.csv")]));
        string[][] rows = [.. (await File.ReadAllLinesAsync(_folder.File("p.csv"))).Select(l => l.Split(','))];
        Assert.Equal(
            "n,simulations,fewest,power,power_lower,power_upper,bias,bias_lower,bias_upper,coverage,coverage_lower,coverage_upper",
            string.Join(',', rows[0])
        );
        Assert.Equal(["no", "no", "yes"], rows.Skip(1).Select(r => r[2]));
        var found = rows[3][0];
        // A size asked for that is the answer is one row.
        Assert.Equal(0, await App.RunAsync([.. Few, "--n", found, "--out", _folder.File("q.csv")]));
        Assert.StartsWith(found + ",100,yes,", Assert.Single((await File.ReadAllLinesAsync(_folder.File("q.csv"))).Skip(1)));
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

    // Of two errors of measuring one would be ignored.
    [Fact]
    public async Task Power_ErrorBesideACohort_IsRefused()
    {
        await File.WriteAllLinesAsync(
            _folder.File("cohort.csv"),
            ["lv_area_mm2_target,lv_area_mm2_judged", .. Enumerable.Range(0, 12).Select(i => $"{1000 + i * 90},{1010 + i * 89 + i % 3}")]
        );
        string[] command = [.. Few, "--cohort", _folder.File("cohort.csv"), "--phenotype", "lv_area_mm2", "--out", _folder.File("p.csv")];
        Assert.Equal(App.BadInput, await App.RunAsync([.. command, "--error-sd", "0.5"]));
        Assert.False(File.Exists(_folder.File("p.csv")));
        Assert.Equal(0, await App.RunAsync(command));
    }

    private static string[] Few => [.. "power --effect 2 --sd 1 --group-share 0.5 --simulations 100".Split(' ')];
}
