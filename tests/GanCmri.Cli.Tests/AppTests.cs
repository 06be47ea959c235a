namespace GanCmri.Cli.Tests;

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

    [Theory]
    [InlineData("generate --network x --outdir nowhere --seeds 1 --noise foo", "--noise: expected one of const, none, random, found 'foo'")]
    [InlineData("cohort --n abc --spec s.yaml --out nowhere", "--n: expected a whole number up to 9223372036854775807, found 'abc'")]
    [InlineData("cohort --n 0 --spec s.yaml --out nowhere", "--n: expected 1 to 100000000 subjects, found 0")]
    [InlineData("stack --frames 2.5 --out nowhere", "--frames: expected a whole number up to 2147483647, found '2.5'")]
    [InlineData("stack --psi abc --out nowhere", "--psi: expected a number, found 'abc'")]
    [InlineData("heart --psi 1.5 --out nowhere", "--psi: expected a number from 0 to 1, found 1.5")]
    [InlineData("trajectory apply --trajectory T --trunc 2 --out nowhere", "--psi: expected a number from 0 to 1, found 2")]
    [InlineData("associate t.csv --outcome y --exposure x --out nowhere --jobs 0", "--workers: expected 1 to 256, found 0")]
    [InlineData("demo --subjects many --out nowhere", "--subjects: expected a whole number up to 2147483647, found 'many'")]
    public async Task RunAsync_ValueOfAnotherKind_IsSaidInWords(string line, string message)
    {
        var (code, _, error) = await Run(line);
        Assert.Equal(2, code);
        Assert.StartsWith("gancmri: " + message, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.DoesNotContain("System.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("direction apply --direction D --out P", "--psi 0.5", "--trunc 0.5")]
    [InlineData("trajectory apply --trajectory T --out P", "--psi 0.5", "--trunc 0.5")]
    [InlineData("generate --seeds 1 --out P", "--trunc 0.5", "--psi 0.5")]
    [InlineData("measure --data D --out P", "--segmenter S", "--model S")]
    [InlineData("evaluate --real R --synthetic S --out P", "--segmenter S", "--model S")]
    [InlineData("segmenter evaluate --data D", "--segmenter S", "--model S")]
    [InlineData("associate t.csv --outcome y --exposure x --out P", "--workers 3", "--jobs 3")]
    public void Parse_AnotherNameOfAnOption_IsTheSame(string line, string option, string alias)
    {
        KeyValuePair<string, string>[] Given(string with)
        {
            var parsed = App.Root().Parse($"{line} {with}".Split(' '));
            Assert.Empty(parsed.Errors);
            return [.. GivenOptions.Of(parsed)];
        }

        Assert.Equal(Given(option), Given(alias));
        Assert.Contains(KeyValuePair.Create(option.Split(' ')[0], option.Split(' ')[1]), Given(alias));
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
