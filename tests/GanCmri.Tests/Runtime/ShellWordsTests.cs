using System.Diagnostics;
using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public class ShellWordsTests
{
    public static TheoryData<string, string> Words =>
        new()
        {
            { "plain-word_1.csv", "plain-word_1.csv" },
            { "", "''" },
            { "a b", "'a b'" },
            { "it's", "'it'\\''s'" },
            { "$(rm -rf ~)`x`\"\\!*", "'$(rm -rf ~)`x`\"\\!*'" },
            { "a\nb", "'a\nb'" },
        };

    [Theory]
    [MemberData(nameof(Words))]
    public void Quote_Word_IsInQuotesWhereItNeedsThem(string word, string quoted) => Assert.Equal(quoted, ShellWords.Quote(word));

    [ShellTheory]
    [MemberData(nameof(Words))]
    public void Quote_Word_IsWhatAShellReadsBack(string word, string quoted)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf '%s' {quoted}"]) { RedirectStandardOutput = true })!;
        Assert.Equal(word, shell.StandardOutput.ReadToEnd());
    }
}
