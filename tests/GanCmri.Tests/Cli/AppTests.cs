using GanCmri.Cli;

namespace GanCmri.Tests.Cli;

public class AppTests
{
    [Theory]
    [InlineData("measur", "gancmri: unknown verb 'measur', did you mean 'measure'? (see gancmri --help)")]
    [InlineData("measure --dta x", "gancmri: unknown option '--dta', did you mean '--data'? (see gancmri measure --help)")]
    [InlineData("direction vrify", "gancmri: unknown verb 'vrify', did you mean 'verify'? (see gancmri direction --help)")]
    [InlineData("zzzzqq", "gancmri: unknown verb 'zzzzqq' (see gancmri --help)")]
    public async Task Run_MistypedWord_SaysWhatItMayHaveMeant(string line, string message)
    {
        var (code, _, error) = await Run(line);
        Assert.Equal((App.BadInput, message), (code, error.Trim()));
    }

    [Fact]
    public async Task Run_Help_CallsTheProgramGancmri()
    {
        var (code, output, _) = await Run("measure --help");
        Assert.Equal(0, code);
        Assert.Contains("gancmri measure [options]", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(string line)
    {
        var (output, error) = (Console.Out, Console.Error);
        using StringWriter written = new(),
            complained = new();
        Console.SetOut(written);
        Console.SetError(complained);
        try
        {
            return (await App.RunAsync(line.Split(' ')), written.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
