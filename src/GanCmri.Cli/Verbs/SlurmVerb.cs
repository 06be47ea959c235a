using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using GanCmri.Cli.Slurm;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri slurm: a long verb as an array of a cluster's scheduler.</summary>
internal static class SlurmVerb
{
    private static readonly string[] Outputs = ["--out", "--outdir", "--latents-out"];

    public static Command Build()
    {
        var command = new Argument<string[]>("VERB")
        {
            Description = "A verb that takes --shard, with its options, behind those of slurm.",
            Arity = ArgumentArity.OneOrMore,
        };
        var array = new Option<int>("--array", "--nodes") { Description = "Tasks, as many shards.", Required = true };
        var cpus = new Option<int>("--cpus-per-task")
        {
            Description = "Processors of a task, as many threads.",
            DefaultValueFactory = _ => 2,
        };
        var time = new Option<string?>("--time") { Description = "Longest time of a task, e.g. 04:00:00. Default: the site's." };
        var memory = new Option<string?>("--mem") { Description = "Memory of a task, e.g. 4G. Default: the site's." };
        var partition = new Option<string?>("--partition") { Description = "Partition. Default: the site's." };
        var account = new Option<string?>("--account") { Description = "Account that is charged. Default: your own." };
        var qos = new Option<string?>("--qos") { Description = "Quality of service. Default: the site's." };
        var constraint = new Option<string?>("--constraint")
        {
            Description = "Features that nodes must have, e.g. 'skylake&ib'. Default: any node.",
        };
        var setup = new Option<string[]>("--setup")
        {
            Description = "A line of shell before the program, e.g. 'module load dotnet/10'; may be given several times. Default: none.",
            DefaultValueFactory = _ => [],
        };
        var container = new Option<string?>("--container")
        {
            Description = "Apptainer image that holds gancmri. Default: this program, which every node then has to see.",
        };
        var submit = new Option<bool>("--submit") { Description = "Send it." };
        var verb = new Command(
            "slurm",
            """
            Writes the scripts by which Slurm does a long verb: an array with a shard a task, put back into the queue when preempted or
            killed, a log a task, then gancmri gather. Without Slurm, the printed lines do the same on one machine. All is in OUTPUT.shards;
            paths are seen from the folder in which this is started, on every node.
            Example: gancmri slurm --array 64 --time 08:00:00 --mem 4G --submit measure --data DIR --out phenotypes.csv
            Example: gancmri slurm status phenotypes.csv
            """
        )
        {
            command,
            array,
            cpus,
            time,
            memory,
            partition,
            account,
            qos,
            constraint,
            setup,
            container,
            submit,
        };
        verb.Subcommands.Add(Status());
        verb.SetAction(
            (parsed, _) =>
            {
                var words = parsed.GetRequiredValue(command);
                var inner = App.Root().Parse(words);
                if (App.Fault(inner) is { } fault) // the verb's own check of its options, before anything is sent
                {
                    Console.Error.WriteLine("gancmri: " + fault);
                    return Task.FromResult(App.BadInput);
                }

                var plan = new SlurmPlan
                {
                    Command = words,
                    Output = OutputOf(inner),
                    Shards = parsed.GetValue(array),
                    Cpus = parsed.GetValue(cpus),
                    Time = parsed.GetValue(time),
                    Memory = parsed.GetValue(memory),
                    Partition = parsed.GetValue(partition),
                    Account = parsed.GetValue(account),
                    Qos = parsed.GetValue(qos),
                    Constraint = parsed.GetValue(constraint),
                    Setup = parsed.GetValue(setup)!,
                    Container = parsed.GetValue(container),
                };
                plan.Validate();
                var scripts = new SlurmScripts(plan);
                scripts.Write();
                if (parsed.GetValue(submit))
                    return Task.FromResult(Send(scripts.Submit));
                Console.WriteLine(
                    $"bash {ShellWords.Quote(scripts.Submit)}\nwithout Slurm: {string.Join("\n           or: ", scripts.WithoutSlurm())}"
                );
                return Task.FromResult(0);
            }
        );
        return verb;
    }

    /// <summary>Words of a command line, with -- before the verb that slurm is to run: options behind it are the verb's, also those that
    /// slurm has, too (associate --time).</summary>
    public static string[] Apart(string[] words)
    {
        if (words is not ["slurm", ..] || words.Contains("--"))
            return words;
        string[] sharded = [.. VerbList.All().Where(IsSharded).Select(v => v.Name)];
        var verb = Array.FindIndex(words, 1, w => sharded.Contains(w));
        var isValue = verb > 0 && words[verb - 1] is ['-', '-', ..] and not "--submit" && !words[verb - 1].Contains('=');
        return verb < 0 || isValue ? words : [.. words[..verb], "--", .. words[verb..]];
    }

    private static Command Status()
    {
        var output = new Argument<string>("OUTPUT") { Description = "What the command writes, as it was named there." };
        var verb = new Command(
            "status",
            "Tells of every shard whether it is done, from the markers, Slurm's queue and accounts, and the last line of its log. Ends "
                + "with 0 when all are done, else with 1. Example: gancmri slurm status phenotypes.csv"
        )
        {
            output,
        };
        verb.SetAction(parsed => SlurmStatus.Print(parsed.GetRequiredValue(output)));
        return verb;
    }

    private static string OutputOf(ParseResult parsed)
    {
        if (!IsSharded(parsed.CommandResult.Command))
            throw new InputException(
                "VERB",
                $"one that takes --shard: {string.Join(", ", App.Root().Subcommands.Where(IsSharded).Select(c => c.Name))}",
                $"'{parsed.CommandResult.Command.Name}'",
                "run it without slurm"
            );
        return Outputs
                .Select(o => parsed.CommandResult.GetResult(o) is { Tokens: [var token, ..] } ? token.Value : null)
                .FirstOrDefault(v => v is not null)
            ?? throw new InputException("VERB", string.Join(", ", Outputs), "none", "say where results shall go");
    }

    private static bool IsSharded(Command verb) => verb.Options.Any(o => o.Name == "--shard");

    private static int Send(string script)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", [script]))!;
            process.WaitForExit();
            return process.ExitCode == 0
                ? 0
                : throw new InputException(
                    "--submit",
                    "sbatch to take the scripts",
                    $"exit code {process.ExitCode}",
                    $"see its message; the scripts stay in {Path.GetDirectoryName(script)}"
                );
        }
        catch (Win32Exception e)
        {
            throw new InputException("--submit", "bash and Slurm's sbatch", "none", "leave --submit away and use a printed line", e);
        }
    }
}
