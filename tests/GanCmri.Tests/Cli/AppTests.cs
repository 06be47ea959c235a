using GanCmri.Cli;

namespace GanCmri.Tests.Cli;

public class AppTests
{
    [Theory]
    [InlineData("measur", "gancmri: unknown verb 'measur', did you mean 'measure'? (see gancmri --help)")]
    [InlineData("measure --dta x", "gancmri: unknown option '--dta', did you mean '--data'? (see gancmri measure --help)")]
    [InlineData("direction vrify", "gancmri: unknown verb 'vrify', did you mean 'verify'? (see gancmri direction --help)")]
    [InlineData(
        "associate t.csv --outcome y --exposure x --covarates sex --out r.csv",
        "gancmri: unknown option '--covarates', did you mean '--covariates'? (see gancmri associate --help)"
    )]
    [InlineData(
        "associate t.csv --outcom y --exposure x --out r.csv",
        "gancmri: unknown option '--outcom', did you mean '--outcome'? (see gancmri associate --help)"
    )]
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

    [Theory]
    [InlineData("heart --psi 0,1 --out nowhere", "--psi")]
    [InlineData("heart --fac 50,5 --out nowhere", "--fac")]
    public async Task RunAsync_DecimalComma_IsNoSeparatorOfThousands(string line, string option)
    {
        var (code, _, error) = await Run(line);
        Assert.Equal(2, code);
        Assert.StartsWith($"gancmri: {option}: expected a number with a decimal point", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists("nowhere"));
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
