using System.CommandLine;
using System.Text.RegularExpressions;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Cli.Verbs;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary>--device.</summary>
    public static Option<string> Device() =>
        new("--device") { Description = "Where to compute: auto, cpu, cuda or cuda:N.", DefaultValueFactory = _ => "auto" };

    /// <summary>--seed.</summary>
    /// <param name="value">Its default.</param>
    public static Option<int> Seed(int value = 1) =>
        new("--seed")
        {
            Description = "Seed of all random numbers: the same seed gives the same result.",
            DefaultValueFactory = _ => value,
        };

    /// <summary>--segmenter.</summary>
    /// <param name="aliases">Other names that it has in a verb.</param>
    public static Option<string?> SegmenterFile(params string[] aliases) =>
        new Option<string?>("--segmenter", aliases)
        {
            Description = "Segmenter's file (.safetensors), or the name of a shipped one. Default: the shipped segmenter.",
        }.OrShipped(ModelFiles.Segmenter);

    /// <summary>The segmenter that was named, or else the shipped one.</summary>
    /// <param name="file">As the option has it.</param>
    /// <param name="device">Where to compute.</param>
    public static Segmenter LoadSegmenter(string? file, Device device) =>
        file is null ? Segmenter.Shipped(device) : Segmenter.Load(file, device);

    /// <summary>--psi of verbs that make hearts.</summary>
    /// <param name="usual">Its default.</param>
    /// <param name="aliases">Other names that it has in a verb.</param>
    public static Option<double> Psi(double usual, params string[] aliases)
    {
        var psi = Truncation(usual, "--psi", aliases);
        psi.Require(v => v is >= 0 and <= 1, "a number from 0 to 1");
        return psi;
    }

    /// <summary>The same of any network, which may be truncated to any number.</summary>
    /// <param name="usual">Its default.</param>
    /// <param name="name">Its name: NVIDIA's programs say --trunc.</param>
    /// <param name="aliases">Other names that it has in a verb.</param>
    public static Option<double> Truncation(double usual, string name, params string[] aliases) =>
        new(name, aliases)
        {
            Description = "Truncation psi: 0 gives the mean image alone, 1 all that the network can make.",
            DefaultValueFactory = _ => usual,
        };

    /// <summary>--workers.</summary>
    /// <param name="usual">Its default.</param>
    /// <param name="aliases">Other names that it has in a verb.</param>
    public static Option<int> Workers(int usual, params string[] aliases)
    {
        var workers = new Option<int>("--workers", aliases)
        {
            Description = "Threads that work at once, 1 to 256; results do not depend on them.",
            DefaultValueFactory = _ => usual,
        };
        workers.Require(v => v is >= 1 and <= 256, "1 to 256");
        return workers;
    }

    /// <summary>--judge.</summary>
    public static Option<string?> Judge() =>
        new Option<string?>("--judge")
        {
            Description =
                "File of another segmenter, or the name of a shipped one, which measures under fresh noise what the first one steered; "
                + "none leaves that out. Default: the shipped segmenter-judge, or segmenter where segmenter-judge steers.",
        }.OrShipped(ModelFiles.Segmenter);

    /// <summary>--judge of what measures made hearts beside.</summary>
    public static Option<string?> SecondView() =>
        new Option<string?>("--judge")
        {
            Description =
                "File of another segmenter, or the name of a shipped one, which measures the same frames beside the one that steered; "
                + "none leaves that out. Default: the shipped segmenter-judge, or segmenter where segmenter-judge steers.",
        }.OrShipped(ModelFiles.Segmenter);

    /// <summary>The judge; null where none was wanted or none ships.</summary>
    /// <param name="judge">As the option has it.</param>
    /// <param name="segmenter">The file of the network that steers; null: the shipped one.</param>
    /// <param name="device">Where to compute.</param>
    public static Segmenter? LoadJudge(string? judge, string? segmenter, Device device) =>
        JudgeFile(judge, segmenter) is { } file ? Segmenter.Load(file, device) : null;

    /// <summary>The judge's file; null where none was wanted or none ships.</summary>
    public static string? JudgeFile(string? judge, string? segmenter) => judge == "none" ? null : judge ?? ShippedModels.Judge(segmenter);

    /// <summary>--bf16.</summary>
    public static Option<bool> BFloat16() =>
        new("--bf16")
        {
            Description =
                "Convolutions in bfloat16 instead of float32, a little less exact: about 1.5 times as fast where the processor "
                + "multiplies it, slower elsewhere.",
        };

    /// <summary>Says so where bfloat16 is asked for and has to be imitated.</summary>
    public static void NoteImitation(bool bfloat16, Device place)
    {
        if (bfloat16 && !TorchDevice.HasBFloat16(place))
            Console.WriteLine(
                "note: this processor does not multiply bfloat16, which is imitated (slower than float32); the results follow the same "
                    + "rule."
            );
    }

    /// <summary>--subject-pattern.</summary>
    public static Option<string?> SubjectPattern() =>
        new("--subject-pattern")
        {
            Description =
                "Regular expression that tells the subject of pictures and NIfTI files from their names: its group 'subject', or else "
                + "its first group; a group 'slice' tells the slice (a number). Example: '^(P[0-9]+)_'",
        };

    /// <summary>The pattern, ready to match.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static Regex? Pattern(string? text)
    {
        try
        {
            return text is null ? null : new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            throw new InputException(
                "--subject-pattern",
                "a regular expression, e.g. ^(P[0-9]+)_",
                "one that cannot be read",
                "correct it",
                e
            );
        }
    }
}
