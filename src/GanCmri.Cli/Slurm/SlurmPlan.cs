using System.Reflection;
using System.Text.RegularExpressions;
using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Cli.Slurm;

/// <summary>A run that Slurm shall do as an array of shards.</summary>
internal sealed partial record SlurmPlan
{
    private const int LongestName = 256,
        LongestShown = 120;

    /// <summary>The command, without the program's name and --shard.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>What it writes.</summary>
    public required string Output { get; init; }

    /// <summary>Shards, one a task of the array.</summary>
    public required int Shards { get; init; }

    /// <summary>Processors of a task, as many threads.</summary>
    public required int Cpus { get; init; }

    /// <summary>Longest time of a task as Slurm has it, e.g. 04:00:00; null: the site's.</summary>
    public string? Time { get; init; }

    /// <summary>Memory of a task as Slurm has it, e.g. 4G; null: the site's.</summary>
    public string? Memory { get; init; }

    /// <summary>Partition; null: the site's.</summary>
    public string? Partition { get; init; }

    /// <summary>Account that is charged; null: the user's own.</summary>
    public string? Account { get; init; }

    /// <summary>Quality of service; null: the site's.</summary>
    public string? Qos { get; init; }

    /// <summary>Features that nodes must have, as Slurm writes them, e.g. "skylake&amp;ib"; null: any node.</summary>
    public string? Constraint { get; init; }

    /// <summary>Lines of shell before the program, e.g. "module load dotnet/10".</summary>
    public IReadOnlyList<string> Setup { get; init; } = [];

    /// <summary>Image that holds gancmri, for apptainer; null: this program itself.</summary>
    public string? Container { get; init; }

    /// <summary>Where the scripts and shards are.</summary>
    public string Folder => ShardPart.FolderOf(Output);

    /// <summary>Where the tasks' logs are.</summary>
    public string Logs => Path.Combine(Folder, "logs");

    /// <summary>How the program is called.</summary>
    public IReadOnlyList<string> Program =>
        Container is { } image ? ["apptainer", "exec", image, "gancmri"]
        : Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) != "dotnet" ? [self]
        : [Setup.Count > 0 ? "dotnet" : Environment.ProcessPath ?? "dotnet", Assembly.GetExecutingAssembly().Location]; // as set up

    /// <summary>Checks what goes into Slurm's own lines, where nothing can be quoted.</summary>
    /// <exception cref="InputException">A value is none of Slurm's.</exception>
    public void Validate()
    {
        Require("--array", $"{Shards}", Shards is >= 1 and <= 100_000, "1 to 100000 shards");
        Require("--cpus-per-task", $"{Cpus}", Cpus is >= 1 and <= 1024, "1 to 1024 processors");
        Require("--time", Time, Time is null || TimeText().IsMatch(Time), "minutes, hh:mm:ss or d-hh:mm:ss");
        Require("--mem", Memory, Memory is null || MemoryText().IsMatch(Memory), "a number with K, M, G or T, e.g. 4G");
        Require("--partition", Partition, Partition is null || NameText().IsMatch(Partition), "a partition's name");
        Require("--account", Account, IsShortName(Account), $"an account's name of at most {LongestName} letters");
        Require("--qos", Qos, IsShortName(Qos), $"the name of a quality of service, of at most {LongestName} letters");
        Require(
            "--constraint",
            Constraint,
            Constraint is null || ConstraintText().IsMatch(Constraint),
            "features of nodes without blanks, e.g. 'skylake&ib' or '[rack1|rack2]'"
        );
        foreach (var line in Setup)
            if (SetupLine.Fault(line) is { } expected)
                Require("--setup", line, false, expected);
    }

    private static bool IsShortName(string? name) => name is null || (name.Length <= LongestName && NameText().IsMatch(name));

    private static void Require(string option, string? value, bool isGood, string expected)
    {
        if (!isGood)
            throw new InputException(
                option,
                expected,
                value!.Length <= LongestShown ? $"'{value}'" : $"'{value[..LongestShown]}...', {value.Length} letters",
                "correct it"
            );
    }

    [GeneratedRegex(@"^([0-9]+-)?[0-9]+(:[0-9]+){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeText();

    [GeneratedRegex(@"^[0-9]+[KMGT]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex MemoryText();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.,@+-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameText();

    [GeneratedRegex(@"^[A-Za-z0-9_.,:=@+*&|()\[\]-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ConstraintText();
}
