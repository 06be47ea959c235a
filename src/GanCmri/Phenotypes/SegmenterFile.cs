using System.Globalization;
using System.Runtime.InteropServices;
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
            tensors.AddRange(network.state_dict().Where(t => t.Value.is_floating_point())
                .Select(t => new SafetensorsTensor($"{name}.{t.Key}", StoredType.F16, t.Value.shape, () => HalfBytes(t.Value))));
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
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var network = new SegmentationNetwork(new SegmentationNetworkOptions
        {
            Channels = [.. Numbers(file, name + ".channels", path)],
            Outputs = Numbers(file, name + ".outputs", path)[0],
        });
        foreach (var (key, target) in network.state_dict().Where(t => t.Value.is_floating_point()))
        {
            if (!file.Tensors.TryGetValue($"{name}.{key}", out var entry) || !entry.Shape.SequenceEqual(target.shape) || entry.Type != StoredType.F16)
                throw new InputException(path, $"half-precision {name}.{key} [{string.Join(", ", target.shape)}]", "another tensor or none", "copy the file again");
            var halves = MemoryMarshal.Cast<byte, Half>(file.Bytes(entry.Name)).ToArray();
            target.copy_(tensor(Array.ConvertAll(halves, h => (float)h), entry.Shape.ToArray()));
        }

        network.eval();
        network.to(device);
        return network;
    }

    private static int[] Numbers(SafetensorsFile file, string key, string path)
    {
        var text = file.Metadata.GetValueOrDefault(key, "");
        var numbers = text.Split(' ').Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : 0).ToArray();
        return numbers.All(n => n is > 0 and <= 4096) ? numbers : throw new InputException(path, $"whole numbers in '{key}'", $"'{text}'", "copy the file again");
    }

    private static ReadOnlyMemory<byte> HalfBytes(Tensor t)
    {
        using var scope = NewDisposeScope();
        var values = t.detach().cpu().to(float32).contiguous().data<float>().ToArray();
        return MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, v => (Half)v)).ToArray();
    }
}
