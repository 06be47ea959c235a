using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Networks.Weights;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri inspect: what a network or array file holds.</summary>
internal static class InspectVerb
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A .pkl, .safetensors, .npy or .npz file, or the name of a shipped generator: sax128.",
        }.OrShipped(ModelFiles.Generator);
        var verb = new Command(
            "inspect",
            """
            Prints architecture, sizes and options of networks, or shape and range of arrays, without running anything in the file.
            Example: gancmri inspect sax128
            Example: gancmri inspect best_net.pkl
            """
        )
        {
            file,
        };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var lines = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".npy" => Array(Path.GetFileName(path), NpyFile.Read(path)),
                ".npz" => NpzFile.Read(path).SelectMany(a => Array(a.Key, a.Value)),
                _ => Networks(NetworkFile.Describe(path)),
            };
            foreach (var line in lines)
                Console.WriteLine(line);
        });
        return verb;
    }

    private static IEnumerable<string> Array(string name, NpyArray array)
    {
        var values = array.ToDoubles();
        yield return $"{name}: {array.Type} [{string.Join(", ", array.Shape)}]";
        var odd = values.Count(v => !double.IsFinite(v));
        if (odd > 0)
            yield return $"  {odd} of {values.Length} numbers are NaN or infinite: no verb takes such an array";
        values = System.Array.FindAll(values, double.IsFinite);
        if (values.Length == 0)
            yield break;
        var norm = Math.Sqrt(values.Sum(v => v * v));
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"  smallest {values.Min():g6}, largest {values.Max():g6}, mean {values.Average():g6}, norm {norm:g6}"
        );
    }

    private static IEnumerable<string> Networks(NetworkFileSummary file)
    {
        yield return file.Format;
        foreach (var (label, text) in Notes(file.Notes))
            yield return $"  {label, -24} {text}";
        foreach (var network in file.Networks)
        {
            if (network.Problem is { } problem)
            {
                yield return $"{network.Name}: cannot be used: {problem}";
                continue;
            }

            yield return $"{network.Name}: {(network.Generator is null ? "discriminator" : "generator")}";
            foreach (var (label, text) in Options(network))
                yield return $"  {label, -24} {text}";
        }
    }

    private static IEnumerable<(string Label, string Text)> Notes(NetworkNotes? notes)
    {
        if (notes is null)
            yield break;
        yield return ("licence", notes.Licence ?? "not stated");
        yield return ("training", notes.Training ?? "not stated");
        foreach (var column in notes.Labels)
            yield return ($"label {column.Name}", column.Choices);
        if (notes.FixedLabel is { } label)
            yield return ("fixed at", label);
        if (notes.Origin is { } origin)
            yield return ("origin", origin);
        if (notes.OriginSha256 is { } hash)
            yield return ("origin_sha256", hash);
    }

    private static IEnumerable<(string Label, string Text)> Options(NetworkSummary network)
    {
        var json = network.Generator is { } g ? NetworkOptionsJson.Write(g) : NetworkOptionsJson.Write(network.Discriminator!);
        using var options = JsonDocument.Parse(json);
        foreach (var option in options.RootElement.EnumerateObject())
            yield return (
                option.Name,
                option.Value.ValueKind == JsonValueKind.String ? option.Value.GetString()! : option.Value.GetRawText()
            );
        if (network.Generator is { } generator)
            yield return ("num_ws", (2 * (int)Math.Log2(generator.Resolution) - 2).ToString(CultureInfo.InvariantCulture));
        yield return ("tensors", network.Tensors.ToString(CultureInfo.InvariantCulture));
        yield return ("weights", network.Weights.ToString(CultureInfo.InvariantCulture));
        yield return ("stored as", string.Join(", ", network.Types));
    }
}
