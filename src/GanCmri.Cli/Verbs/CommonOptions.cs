using System.CommandLine;

namespace GanCmri.Cli.Verbs;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary>--device.</summary>
    public static Option<string> Device() => new("--device")
    {
        Description = "Where to compute: auto, cpu, cuda or cuda:N.",
        DefaultValueFactory = _ => "auto",
    };

    /// <summary>--seed.</summary>
    public static Option<int> Seed(int value = 1) => new("--seed")
    {
        Description = "Seed of all random numbers: the same seed gives the same result.",
        DefaultValueFactory = _ => value,
    };
}
