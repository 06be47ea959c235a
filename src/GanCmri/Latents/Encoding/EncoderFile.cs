using System.Globalization;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Latents.Encoding;

/// <summary>An encoder in a safetensors file: weights in half precision, sizes in the metadata.</summary>
internal static class EncoderFile
{
    private const string Format = "gancmri-encoder-1",
        Resolution = "resolution",
        Width = "width";

    public static void Save(string path, EncoderNetwork network, IReadOnlyDictionary<string, string> notes)
    {
        var metadata = new SortedDictionary<string, string>(notes.ToDictionary(), StringComparer.Ordinal)
        {
            ["format"] = Format,
            [Resolution] = network.Resolution.ToString(CultureInfo.InvariantCulture),
            [Width] = network.Width.ToString(CultureInfo.InvariantCulture),
        };
        SafetensorsFile.Write(path, [.. HalfWeights.Of(network)], metadata);
    }

    /// <exception cref="InputException">The file is missing, damaged or holds something else.</exception>
    public static EncoderNetwork Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue("format", out var format) || format != Format)
            throw new InputException(
                path,
                $"an encoder ({Format})",
                format ?? "another safetensors file",
                "give the file that gancmri encoder wrote"
            );
        var resolution = HalfWeights.Numbers(file, path, Resolution)[0];
        if (!EncoderNetwork.Takes(resolution))
            throw new InputException(path, EncoderNetwork.Sides, $"{resolution}", "copy the file again");
        var network = new EncoderNetwork(resolution, HalfWeights.Numbers(file, path, Width)[0]);
        HalfWeights.Read(file, path, network);
        return network;
    }
}
