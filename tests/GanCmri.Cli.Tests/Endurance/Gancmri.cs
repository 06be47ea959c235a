using System.Diagnostics;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>The command line in a process of its own.</summary>
internal static class Gancmri
{
    private const int MostMilliseconds = 300_000;

    /// <summary>Starts a command; what it prints is dropped unless somebody reads it.</summary>
    public static Process Start(IEnumerable<string> arguments, DataReceivedEventHandler? printed = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "GanCmri.Cli.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += printed;
        process.ErrorDataReceived += printed;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs a command to its end.</summary>
    public static GancmriEnd Run(IEnumerable<string> arguments)
    {
        var lines = new List<string>();
        using var process = Start(
            arguments,
            (_, e) =>
            {
                if (e.Data is null)
                    return;
                lock (lines)
                    lines.Add(e.Data);
            }
        );
        return End(process, lines);
    }

    /// <summary>Waits for the end.</summary>
    public static GancmriEnd End(Process process, List<string> lines)
    {
        if (process.WaitForExit(MostMilliseconds))
            process.WaitForExit(); // the second waits for the last lines
        else
            process.Kill();
        lock (lines)
            return new GancmriEnd(process.HasExited ? process.ExitCode : -1, string.Join('\n', lines));
    }
}

/// <summary>How a command ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Text">All it printed.</param>
internal sealed record GancmriEnd(int Code, string Text)
{
    /// <summary>Whether it was refused as promised: exit code 2, one line of ours, no stack trace.</summary>
    public bool IsRefusal =>
        Code == 2
        && Text.Split('\n').Count(l => l.StartsWith("gancmri: ", StringComparison.Ordinal)) == 1
        && !Text.Contains("   at ", StringComparison.Ordinal);
}
