using System.Globalization;
using System.Runtime.InteropServices;
using GanCmri.Formats;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents.Encoding;

/// <summary>An encoder in a safetensors file: weights in half precision, sizes in the metadata.</summary>
internal static class EncoderFile
{
    private const string Format = "gancmri-encoder-1";

    public static void Save(string path, EncoderNetwork network, IReadOnlyDictionary<string, string> notes)
    {
        var metadata = new SortedDictionary<string, string>(notes.ToDictionary(), StringComparer.Ordinal)
        {
            ["format"] = Format, ["resolution"] = Text(network.Resolution), ["width"] = Text(network.Width),
        };
        SafetensorsFile.Write(path, [.. network.state_dict().Select(t => new SafetensorsTensor(t.Key, StoredType.F16, t.Value.shape, () => Bytes(t.Value)))], metadata);
    }

    /// <exception cref="InputException">The file is missing, damaged or holds something else.</exception>
    public static EncoderNetwork Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue("format", out var format) || format != Format)
            throw new InputException(path, $"an encoder ({Format})", format ?? "another safetensors file", "give the file that gancmri encoder wrote");
        var resolution = Number(file, "resolution", path);
        if (!int.IsPow2(resolution) || resolution < 8) throw new InputException(path, "a resolution that is a power of two from 8", Text(resolution), "copy the file again");
        var network = new EncoderNetwork(resolution, Number(file, "width", path));
        using var scope = NewDisposeScope(); // after the network, whose buffers it would free
        using var noGradient = no_grad();
        foreach (var (key, target) in network.state_dict())
        {
            if (!file.Tensors.TryGetValue(key, out var entry) || !entry.Shape.SequenceEqual(target.shape) || entry.Type != StoredType.F16)
                throw new InputException(path, $"half-precision {key} [{string.Join(", ", target.shape)}]", "another tensor or none", "copy the file again");
            var halves = MemoryMarshal.Cast<byte, Half>(file.Bytes(key)).ToArray();
            target.copy_(tensor(Array.ConvertAll(halves, h => (float)h), entry.Shape.ToArray()));
        }

        return network;
    }

    private static int Number(SafetensorsFile file, string key, string path)
    {
        var text = file.Metadata.GetValueOrDefault(key, "");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var v) && v is > 0 and <= 4096
            ? v : throw new InputException(path, $"'{key}' of 1 to 4096", $"'{text}'", "copy the file again");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Bytes(Tensor t)
    {
        using var scope = NewDisposeScope();
        var values = t.detach().cpu().to(float32).contiguous().data<float>().ToArray();
        return MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, v => (Half)v)).ToArray();
    }
}
