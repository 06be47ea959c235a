using System.Globalization;
using GanCmri.Formats;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>A segmenter's networks in one safetensors file: tensors "cavity.…" and "locator.…" in half precision, sizes in the metadata.</summary>
internal static class SegmenterFile
{
    private const string Cavity = "cavity", Locator = "locator";
    private const string Format = "gancmri-segmenter-1";

    /// <summary>Writes networks.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="networks">Both networks.</param>
    /// <param name="notes">Further metadata, e.g. what it was trained on.</param>
    public static void Save(string path, SegmenterNetworks networks, IReadOnlyDictionary<string, string> notes)
    {
        var metadata = new SortedDictionary<string, string>(notes.ToDictionary(), StringComparer.Ordinal) { ["format"] = Format };
        var tensors = new List<SafetensorsTensor>();
        foreach (var (name, network) in new[] { (Cavity, networks.Cavity), (Locator, networks.Locator) })
        {
            metadata[name + ".channels"] = string.Join(' ', network.Options.Channels);
            metadata[name + ".outputs"] = network.Options.Outputs.ToString(CultureInfo.InvariantCulture);
            tensors.AddRange(HalfWeights.Of(network, name + "."));
        }

        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>Reads the networks of a file, in evaluation mode.</summary>
    /// <exception cref="InputException">The file is missing, damaged or holds something else.</exception>
    public static SegmenterNetworks Load(string path, Device device)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue("format", out var format) || format != Format)
            throw new InputException(path, $"a segmenter ({Format})", format ?? "another safetensors file", "give the file that gancmri segmenter train wrote");
        return new SegmenterNetworks(Read(file, Cavity, path, device), Read(file, Locator, path, device));
    }

    private static SegmentationNetwork Read(SafetensorsFile file, string name, string path, Device device)
    {
        var network = new SegmentationNetwork(new SegmentationNetworkOptions
        {
            Channels = [.. HalfWeights.Numbers(file, path, name + ".channels")],
            Outputs = HalfWeights.Numbers(file, path, name + ".outputs")[0],
        });
        HalfWeights.Read(file, path, network, name + ".");
        network.eval();
        network.to(device);
        return network;
    }
}
