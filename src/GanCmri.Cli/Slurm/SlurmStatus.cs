using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Cli.Slurm;

/// <summary>What has become of every shard of an output.</summary>
internal static class SlurmStatus
{
    /// <summary>Prints a line a shard, and how many are done.</summary>
    /// <returns>0 when all are done, else 1.</returns>
    /// <exception cref="InputException">There are no shards.</exception>
    public static int Print(string output)
    {
        var folder = ShardPart.FolderOf(output);
        var known = ShardState.All(folder).ToDictionary(s => s.Number);
        var count = Math.Max(known.Count, SlurmScripts.Shards(folder));
        if (count == 0)
            throw new InputException(Path.GetFileName(folder), "shards", "none", "name the output as it was named in the command");
        var jobs = SlurmScripts.Jobs(folder);
        var array = File.Exists(jobs) ? File.ReadLines(jobs).FirstOrDefault() : null; // empty while it is submitted
        var tasks = array is null ? new Dictionary<int, SlurmTask>() : SlurmTask.Of(array);
        for (var i = 0; i < count; i++)
            Console.WriteLine(
                $"{new Shard(i, count)}: "
                    + $"{Of(known.GetValueOrDefault(i), tasks.GetValueOrDefault(i))}{LastLine(SlurmScripts.Log(folder, i))}"
            );
        var done = known.Values.Count(s => s.Marker is not null);
        Console.WriteLine($"{done} of {count} done.");
        return done == count ? 0 : 1;
    }

    private static string Of(ShardState? state, SlurmTask? task) =>
        state?.Marker is { } marker ? FormattableString.Invariant($"done in {marker.Seconds} s")
        : task is { State: "RUNNING" or "PENDING" or "COMPLETING" or "REQUEUED" or "SUSPENDED" }
            ? $"{task.State.ToLowerInvariant()}{(task.Node.Length > 0 ? $" on {task.Node}" : "")}"
        : state?.Failure is { } why ? $"failed: {why}"
        : task is not null ? task.State.ToLowerInvariant()
        : "missing";

    private static string LastLine(string log) =>
        File.Exists(log) && File.ReadLines(log).LastOrDefault(l => l.Length > 0) is { } line ? $" | {line}" : "";
}
