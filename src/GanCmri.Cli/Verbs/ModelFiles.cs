using System.CommandLine;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>Files of networks, directions and motions: the user's own, or shipped ones by their name.</summary>
internal static class ModelFiles
{
    /// <summary>What a generator's file is called.</summary>
    public const string Generator = "generator.safetensors";

    /// <summary>What a segmenter's file is called.</summary>
    public const string Segmenter = "segmenter.safetensors";

    /// <summary>--network of a generator.</summary>
    /// <param name="what">Which.</param>
    public static Option<string?> Network(string what = "Generator") =>
        new Option<string?>("--network")
        {
            Description = $"{what}, .safetensors or .pkl, or the name of a shipped one: sax128 or sax64. Default: sax128.",
        }.OrShipped(Generator);

    /// <summary>The generator's file.</summary>
    /// <exception cref="InputException">It is neither a file nor a shipped one.</exception>
    public static string Of(ParseResult parsed, Option<string?> network)
    {
        if (parsed.GetValue(network) is not { } file)
            return ModelFolder.Shipped.Generator;
        return File.Exists(file)
            ? file
            : throw new InputException(
                file,
                $"a network file (.safetensors or .pkl), or the name of a shipped one ({string.Join(", ", ShippedModels.Generators)})",
                InputFile.Instead(file),
                "check the path or the name"
            );
    }

    /// <summary>The generator's file where it was not named, and so no word of the command tells it.</summary>
    public static string[] Untold(ParseResult parsed, Option<string?> network) =>
        parsed.GetValue(network) is null ? [Of(parsed, network)] : [];

    /// <summary>Takes the name of shipped models for their usual file, and NAME/FILE for another of their files.</summary>
    public static Option<string?> OrShipped(this Option<string?> option, params string[] usual)
    {
        // measure --judge may stand alone.
        option.CustomParser = given => given.Tokens is [var named, ..] ? ShippedModels.Named(named.Value, usual) : null;
        return option;
    }

    /// <summary>Takes the name of shipped models for their usual file, and NAME/FILE for another of their files.</summary>
    public static Argument<string> OrShipped(this Argument<string> argument, params string[] usual)
    {
        argument.CustomParser = given => ShippedModels.Named(given.Tokens[0].Value, usual);
        return argument;
    }

    /// <summary>Takes NAME/FILE of shipped models.</summary>
    public static Argument<string[]> OrShipped(this Argument<string[]> argument)
    {
        argument.CustomParser = given => [.. given.Tokens.Select(t => ShippedModels.Named(t.Value))];
        return argument;
    }
}
