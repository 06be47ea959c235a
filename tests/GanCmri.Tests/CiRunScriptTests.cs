using System.Diagnostics;

namespace GanCmri.Tests;

/// <summary>.ci/run, with no programs beside it.</summary>
public class CiRunScriptTests
{
    [ShellTheory]
    [InlineData("--help")]
    [InlineData("--filter")]
    public async Task Run_WithAnArgument_SaysSoAndRunsNothing(string argument)
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Sources.Root, ".ci", "run"), argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["PATH"] = folder.Path; // whatever it would start is not found
        using var script = Process.Start(start)!;
        var said = script.StandardError.ReadToEndAsync();
        var text = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.Equal((2, ""), (script.ExitCode, text));
        Assert.StartsWith($".ci/run takes no arguments, found: {argument}.", Assert.Single((await said).TrimEnd().Split('\n')));
    }
}
