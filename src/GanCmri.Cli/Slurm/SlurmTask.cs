using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GanCmri.Cli.Slurm;

/// <summary>What Slurm says of a task of an array.</summary>
/// <param name="Number">The shard's number.</param>
/// <param name="State">E.g. "RUNNING" or "PENDING".</param>
/// <param name="Node">Where; empty if nowhere yet.</param>
internal sealed record SlurmTask(int Number, string State, string Node)
{
    /// <summary>The tasks of an array by their numbers: those in the queue by squeue, ended ones by sacct, where the site keeps
    /// accounts.</summary>
    public static IReadOnlyDictionary<int, SlurmTask> Of(string job)
    {
        var tasks = new Dictionary<int, SlurmTask>();
        foreach (var line in Lines("sacct", "--noheader", "--parsable2", "--allocations", "--jobs", job, "--format=JobID,State,NodeList"))
            Take(line.Split('|'), cell => cell[(cell.IndexOf('_') + 1)..]);
        foreach (var line in Lines("squeue", "--noheader", "--array", "--jobs", job, "--format=%K|%T|%N"))
            Take(line.Split('|'), cell => cell);
        return tasks;

        void Take(string[] cells, Func<string, string> number)
        {
            if (cells.Length == 3 && int.TryParse(number(cells[0].Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var n))
                tasks[n] = new SlurmTask(n, cells[1].Trim(), cells[2].Trim());
        }
    }

    // A command that is not there, or knows nothing, says nothing.
    private static string[] Lines(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
