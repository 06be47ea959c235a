using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Cli.Slurm;

/// <summary>The scripts of a plan: task.sh, which also does one shard without Slurm, gather.sh, and submit.sh, which sends both.</summary>
internal sealed class SlurmScripts(SlurmPlan plan)
{
    /// <summary>The script of submit.sh's place.</summary>
    public string Submit => At("submit.sh");

    /// <summary>The file in which submit.sh leaves the numbers of the two jobs.</summary>
    public static string Jobs(string folder) => Path.Combine(folder, "slurm-jobs");

    /// <summary>The log of a task.</summary>
    public static string Log(string folder, int number) =>
        Path.Combine(folder, "logs", FormattableString.Invariant($"part-{number:D5}.log"));

    /// <summary>How many shards a folder's task.sh does; 0 where there is none.</summary>
    public static int Shards(string folder)
    {
        const string array = "#SBATCH --array=0-";
        var file = Path.Combine(folder, "task.sh");
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(array, StringComparison.Ordinal)) : null;
        return line is null ? 0 : int.Parse(line[array.Length..], CultureInfo.InvariantCulture) + 1;
    }

    /// <summary>Writes the scripts.</summary>
    public void Write()
    {
        Directory.CreateDirectory(plan.Logs);
        AtomicFile.WriteText(At("task.sh"), Task());
        AtomicFile.WriteText(At("gather.sh"), Gather());
        AtomicFile.WriteText(Submit, Submission());
    }

    /// <summary>Lines for sites without Slurm: xargs, and GNU parallel.</summary>
    public IEnumerable<string> WithoutSlurm()
    {
        var (last, together) = (plan.Shards - 1, Math.Max(1, Environment.ProcessorCount / plan.Cpus));
        var task = ShellWords.Quote(["bash", At("task.sh")]);
        var gather = ShellWords.Quote(["bash", At("gather.sh")]);
        yield return $"seq 0 {last} | xargs -P {together} -n 1 {task}; {gather}";
        yield return $"seq 0 {last} | parallel -j {together} {ShellWords.Quote(task)}; {gather}"; // parallel gives its words to a shell
    }

    private string Task() =>
        Head($"gancmri-{plan.Command[0]}", [$"--array=0-{plan.Shards - 1}", "--requeue", "--open-mode=append"])
        + $$"""
            shard=${1:-$SLURM_ARRAY_TASK_ID}
            threads={{plan.Cpus}}
            export OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-$threads}
            export DOTNET_PROCESSOR_COUNT=$OMP_NUM_THREADS
            {{ShellWords.Quote([.. plan.Program, .. plan.Command])}} --shard "$shard/{{plan.Shards}}"
            code=$?
            # Killed, e.g. out of memory: three more times, from where it was.
            if [ "$code" -gt 128 ] && [ -n "${SLURM_JOB_ID:-}" ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
                echo "shard $shard: killed (exit code $code), requeued" >&2
                scontrol requeue "$SLURM_JOB_ID" && sleep 60
            fi
            exit "$code"

            """;

    private string Gather() =>
        Head("gancmri-gather", ["--requeue", "--open-mode=append"])
        + $"exec {ShellWords.Quote([.. plan.Program, "gather", plan.Output])}\n";

    // The gathering starts when all tasks have ended, however they did: it names those that are missing.
    private string Submission() =>
        $$"""
            #!/bin/bash
            set -eu
            array=$(sbatch --parsable --output={{ShellWords.Quote(Pattern(plan.Logs) + "/part-%5a.log")}} {{ShellWords.Quote(
                At("task.sh")
            )}})
            gather=$(sbatch --parsable --dependency="afterany:${array%%;*}" --output={{ShellWords.Quote(
                Pattern(plan.Logs) + "/gather.log"
            )}} {{ShellWords.Quote(At("gather.sh"))}})
            printf '%s\n' "${array%%;*}" "${gather%%;*}" > {{ShellWords.Quote(Jobs(plan.Folder))}}
            echo "array ${array%%;*}, gathering ${gather%%;*}"

            """;

    private string Head(string name, IEnumerable<string> more)
    {
        string?[] lines =
        [
            $"--job-name={name}",
            .. more,
            $"--cpus-per-task={plan.Cpus}",
            plan.Time is { } time ? $"--time={time}" : null,
            plan.Memory is { } memory ? $"--mem={memory}" : null,
            plan.Partition is { } partition ? $"--partition={partition}" : null,
            plan.Account is { } account ? $"--account={account}" : null,
            plan.Qos is { } qos ? $"--qos={qos}" : null,
            plan.Constraint is { } constraint ? $"--constraint={constraint}" : null,
        ];
        return $"#!/bin/bash\n{string.Concat(lines.OfType<string>().Select(l => $"#SBATCH {l}\n"))}cd "
            + $"{ShellWords.Quote(Directory.GetCurrentDirectory())} || exit 2\n"
            + string.Concat(plan.Setup.Select(Checked));
    }

    // In this shell, as modules change it; on a line of its own, as it may end in a comment.
    private static string Checked(string line) =>
        $"{line}\n[ $? -eq 0 ] || {{ echo {ShellWords.Quote("--setup failed: " + line)} >&2; exit 1; }}\n";

    // Slurm replaces what follows a percent sign.
    private static string Pattern(string path) => path.Replace("%", "%%", StringComparison.Ordinal);

    private string At(string name) => Path.Combine(plan.Folder, name);
}
