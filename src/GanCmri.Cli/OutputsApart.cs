using System.CommandLine;
using System.CommandLine.Parsing;
using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>Checks before any work, for every verb, that nothing that is written takes the place of what is read, or of something else that
/// is written.</summary>
internal static class OutputsApart
{
    private static readonly string[] Everywhere = ["--out", "--outdir", "--latents-out", "--onnx"];
    private static readonly Dictionary<string, string[]> OfVerb = new()
    {
        ["measure"] = ["--cines", "--subjects", "--segments", "--masks", "--labels"],
        ["project"] = ["--quality"],
        ["make"] = ["--key"], // of reader-study
    };

    // What readers of cines and frame stores take for theirs.
    private static readonly string[] Read = ["", ".dcm", ".ima", ".nii", ".gz", ".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif"],
        Tables = ["frames.csv", "dataset.json"];

    /// <exception cref="InputException">An output is an input, or lies where a folder that is read has such a file; or is named
    /// twice.</exception>
    public static void Require(ParseResult parsed)
    {
        var own = Everywhere.Concat(OfVerb.GetValueOrDefault(parsed.CommandResult.Command.Name, [])).ToHashSet();
        var given = parsed.CommandResult.Children.SelectMany(Named).ToArray();
        var outputs = given.Where(o => own.Contains(o.Option) && o.Full.Length > 0).ToArray();
        var inputs = given.Where(o => !own.Contains(o.Option) && Path.Exists(o.Full)).ToArray();
        foreach (var (i, output) in outputs.Index())
        {
            if (outputs.Take(i).FirstOrDefault(o => o.Full == output.Full) is { } twice)
                throw Refused(output, "a place of its own for each output", $"that of {twice.Option}");
            if (inputs.FirstOrDefault(o => o.Full == output.Full && (File.Exists(o.Full) || o.Option == "--data")) is { } same)
                throw Refused(output, "a place of its own for what is written", $"what {same.Option} reads");
            if (!Directory.Exists(output.Full) && inputs.Any(o => Holds(o.Full, output.Full)))
                throw Refused(output, "a place of its own for what is written", "a file of a folder that is read");
        }
    }

    private static IEnumerable<Place> Named(SymbolResult result) =>
        result switch
        {
            OptionResult o => o.Tokens.Select(t => new Place(o.Option.Name, t.Value)),
            ArgumentResult a => a.Tokens.Select(t => new Place(a.Argument.Name, t.Value)),
            _ => [],
        };

    private static bool Holds(string folder, string file)
    {
        if (!Directory.Exists(folder) || !file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return false;
        return Tables.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)
            || File.Exists(file) && Read.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
    }

    private static InputException Refused(Place output, string expected, string found) =>
        new($"{output.Option} {output.Given}", expected, found, "give another name");

    private sealed record Place(string Option, string Given)
    {
        public string Full { get; } = Given.Length == 0 ? "" : Path.TrimEndingDirectorySeparator(Path.GetFullPath(Given));
    }
}
