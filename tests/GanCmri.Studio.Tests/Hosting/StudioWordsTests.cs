using System.Text.RegularExpressions;
using GanCmri.Studio.Hosting;

namespace GanCmri.Studio.Tests.Hosting;

public sealed partial class StudioWordsTests
{
    [Theory]
    [InlineData("move the cine there, or add --allow-outside", "move the cine there, and name it from there on")]
    [InlineData("name the case (--case)", "write 1 for cases and 0 for controls into the column")]
    [InlineData("give --family logistic or drop --cluster", "give the kind of phenotype logistic or drop rows that belong together")]
    [InlineData("name it with --time", "name it with gancmri's option time")]
    [InlineData("too few events: 3 with 9 columns (--family firthcox gives a test)", "too few events: 3 with 9 columns")]
    [InlineData(
        "say that rows of one patient belong together (--cluster patient), or give one row a subject",
        "say that rows of one patient belong together, or give one row a subject"
    )]
    [InlineData("found --- in row 3", "found --- in row 3")]
    [InlineData("found -- in row 3", "found -- in row 3")]
    public void Of_NamesNoOption(string library, string studio) => Assert.Equal(studio, StudioWords.Of(library));

    [Fact]
    public void Of_EveryTextOfTheLibrary_NamesNoOption()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GanCmri.sln")))
            folder = Path.GetDirectoryName(folder)!;
        string[] texts =
        [
            .. new[] { "GanCmri", "GanCmri.Reports", "GanCmri.Studio" }
                .SelectMany(p => Directory.EnumerateFiles(Path.Combine(folder, "src", p), "*.cs", SearchOption.AllDirectories))
                .SelectMany(File.ReadLines)
                .SelectMany(line => Literal().Matches(line).Select(m => m.Groups[1].Value))
                .Where(text => Option().IsMatch(text)),
        ];
        Assert.True(texts.Length > 50, $"{texts.Length} texts");
        Assert.All(texts, text => Assert.DoesNotMatch(Option(), StudioWords.Of(text)));
    }

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"--[a-z]")]
    private static partial Regex Option();
}
