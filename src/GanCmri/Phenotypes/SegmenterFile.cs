using System.Globalization;
using GanCmri.Formats;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>A segmenter's networks in one safetensors file: tensors "cavity.…" and "locator.…" in half precision, sizes in the
/// metadata.</summary>
internal static class SegmenterFile
{
    private const string Cavity = "cavity",
        Locator = "locator";
    private const string Format = "gancmri-segmenter-1";
    private const string Shift = "outline_shift_px";
    private const double LargestShiftPx = 4;
    private const int MostLevels = 8;

    /// <summary>Writes networks.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="networks">Both networks.</param>
    /// <param name="notes">Further metadata, e.g. what it was trained on.</param>
    public static void Save(string path, SegmenterNetworks networks, IReadOnlyDictionary<string, string> notes)
    {
        var metadata = new SortedDictionary<string, string>(notes.ToDictionary(), StringComparer.Ordinal)
        {
            ["format"] = Format,
            [Shift] = string.Create(CultureInfo.InvariantCulture, $"{networks.OutlineShift.X:R} {networks.OutlineShift.Y:R}"),
        };
        var tensors = new List<SafetensorsTensor>();
        foreach (var (name, network) in new[] { (Cavity, networks.Cavity), (Locator, networks.Locator) })
        {
            metadata[name + ".channels"] = string.Join(' ', network.Options.Channels);
            metadata[name + ".outputs"] = network.Options.Outputs.ToString(CultureInfo.InvariantCulture);
            tensors.AddRange(HalfWeights.Of(network, name + "."));
        }

        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>Whether a file is a segmenter's.</summary>
    /// <exception cref="InputException">It is missing, or a damaged safetensors file.</exception>
    public static bool Is(string path)
    {
        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            return false;
        using var file = SafetensorsFile.Open(path);
        return file.Metadata.TryGetValue("format", out var format) && format == Format;
    }

    /// <summary>Reads the networks of a file, in evaluation mode.</summary>
    /// <exception cref="InputException">The file is missing, damaged or holds something else.</exception>
    public static SegmenterNetworks Load(string path, Device device)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue("format", out var format) || format != Format)
            throw new InputException(
                path,
                $"a segmenter ({Format})",
                format ?? "another safetensors file",
                "give the file that gancmri segmenter train wrote"
            );
        var shift = ShiftOf(file, path);
        return new SegmenterNetworks(
            Read(file, Cavity, CavityOutputs(file, path), path, device),
            Read(file, Locator, outputs: 1, path, device),
            shift
        );
    }

    // Files of before the right ventricle hold cavity and epicardium only.
    private static int CavityOutputs(SafetensorsFile file, string path) =>
        HalfWeights.Numbers(file, path, Cavity + ".outputs") is [2] ? 2 : 3;

    // Only older files have it.
    private static PolygonPoint ShiftOf(SafetensorsFile file, string path)
    {
        if (!file.Metadata.TryGetValue(Shift, out var text))
            return default;
        var numbers = text.Split(' ');
        return numbers.Length == 2 && Coordinate(numbers[0]) is { } x && Coordinate(numbers[1]) is { } y
            ? new PolygonPoint(x, y)
            : throw new InputException(
                path,
                $"two numbers within {LargestShiftPx} px in the metadata's {Shift}",
                $"'{text}'",
                "give the file that gancmri segmenter train wrote"
            );
    }

    private static double? Coordinate(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= LargestShiftPx
            ? value
            : null;

    private static SegmentationNetwork Read(SafetensorsFile file, string name, int outputs, string path, Device device)
    {
        var options = new SegmentationNetworkOptions { Channels = HalfWeights.Numbers(file, path, name + ".channels"), Outputs = outputs };
        var claimed = HalfWeights.Numbers(file, path, name + ".outputs");
        if (claimed is not [var only] || only != outputs)
            throw new InputException(
                path,
                $"{outputs} in '{name}.outputs'",
                string.Join(' ', claimed),
                "give the file that gancmri segmenter train wrote"
            );
        RequireLevels(file, name, options.Channels, path);
        var network = new SegmentationNetwork(options);
        HalfWeights.Read(file, path, network, name + ".");
        network.eval();
        network.to(device);
        return network;
    }

    // Before a network of the sizes in the metadata is made: a few bytes must not ask for gigabytes.
    private static void RequireLevels(SafetensorsFile file, string name, IReadOnlyList<int> channels, string path)
    {
        if (channels.Count > MostLevels)
            throw new InputException(
                path,
                $"at most {MostLevels} levels in '{name}.channels'",
                $"{channels.Count}",
                "give the file that gancmri segmenter train wrote"
            );
        foreach (var (level, maps) in channels.Index())
        {
            var tensor = $"{name}.down.{level}.conv1.weight";
            if (!file.Tensors.TryGetValue(tensor, out var entry) || !entry.Shape.SequenceEqual([maps, maps, 3, 3]))
                throw new InputException(
                    path,
                    $"'{tensor}' [{maps}, {maps}, 3, 3] as '{name}.channels' says",
                    "another tensor or none",
                    "give the file that gancmri segmenter train wrote"
                );
        }
    }
}
