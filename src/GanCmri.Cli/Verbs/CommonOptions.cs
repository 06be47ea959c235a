using System.CommandLine;
using GanCmri.Runtime;
using static TorchSharp.torch;

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

    /// <summary>--bf16.</summary>
    public static Option<bool> BFloat16() => new("--bf16")
    {
        Description = "Convolutions in bfloat16 instead of float32, a little less exact: about 1.5 times as fast where the processor multiplies it, slower elsewhere.",
    };

    /// <summary>Says so where bfloat16 is asked for and has to be imitated.</summary>
    public static void NoteImitation(bool bfloat16, Device place)
    {
        if (bfloat16 && !TorchDevice.HasBFloat16(place))
            Console.WriteLine("note: this processor does not multiply bfloat16, which is imitated (slower than float32); the results follow the same rule.");
    }
}
