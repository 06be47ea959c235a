using System.Diagnostics;

namespace GanCmri.Tests;

/// <summary>.ci/public-api, in a folder of its own.</summary>
public class PublicApiScriptTests
{
    [ShellTheory]
    [InlineData("--help", 0)]
    [InlineData("--hepl", 2)]
    [InlineData("src", 2)]
    public void Run_WithAnArgument_WritesNothing(string argument, int code)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(".ci"));
        Directory.CreateDirectory(folder.File("src/Some"));
        File.Copy(Path.Combine(Sources.Root, ".ci", "public-api"), folder.File(".ci/public-api"));
        File.WriteAllText(folder.File("src/Some/PublicAPI.Unshipped.txt"), "as it was");
        using var script = Process.Start(
            new ProcessStartInfo("bash", [folder.File(".ci/public-api"), argument])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var text = script.StandardOutput.ReadToEnd() + script.StandardError.ReadToEnd();
        script.WaitForExit();
        Assert.Equal((code, "as it was"), (script.ExitCode, File.ReadAllText(folder.File("src/Some/PublicAPI.Unshipped.txt"))));
        Assert.Contains("Usage: .ci/public-api", text, StringComparison.Ordinal);
    }
}
