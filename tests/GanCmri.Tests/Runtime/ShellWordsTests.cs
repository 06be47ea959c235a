using System.Diagnostics;
using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public class ShellWordsTests
{
    [Theory]
    [InlineData("plain-word_1.csv", "plain-word_1.csv")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$(rm -rf ~)`x`\"\\!*", "'$(rm -rf ~)`x`\"\\!*'")]
    [InlineData("a\nb", "'a\nb'")]
    public void Quote_Word_IsWhatAShellReadsBack(string word, string quoted)
    {
        Assert.Equal(quoted, ShellWords.Quote(word));
        if (OperatingSystem.IsWindows())
            return;
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf '%s' {quoted}"]) { RedirectStandardOutput = true })!;
        Assert.Equal(word, shell.StandardOutput.ReadToEnd());
    }
}
