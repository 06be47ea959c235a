using System.Globalization;
using System.Runtime.InteropServices;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Formats;

/// <summary>A module's parameters and floating-point buffers as half-precision tensors of a safetensors file, and whole numbers of its
/// metadata.</summary>
internal static class HalfWeights
{
    private const int Largest = 4096;

    /// <summary>The tensors to write.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="prefix">Put before each name.</param>
    public static IEnumerable<SafetensorsTensor> Of(nn.Module module, string prefix = "") =>
        module
            .state_dict()
            .Where(t => t.Value.is_floating_point())
            .Select(t => new SafetensorsTensor(prefix + t.Key, StoredType.F16, t.Value.shape, () => Bytes(t.Value)));

    /// <summary>Copies a file's tensors into a module.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="module">On the CPU; changed in place.</param>
    /// <param name="prefix">Put before each name.</param>
    /// <exception cref="InputException">A tensor is missing or of another size or type.</exception>
    public static void Read(SafetensorsFile file, string path, nn.Module module, string prefix = "")
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (key, target) in module.state_dict().Where(t => t.Value.is_floating_point()))
        {
            if (
                !file.Tensors.TryGetValue(prefix + key, out var entry)
                || !entry.Shape.SequenceEqual(target.shape)
                || entry.Type != StoredType.F16
            )
                throw new InputException(
                    path,
                    $"half-precision {prefix}{key} [{string.Join(", ", target.shape)}]",
                    "another tensor or none",
                    "copy the file again"
                );
            var halves = MemoryMarshal.Cast<byte, Half>(file.Bytes(entry.Name)).ToArray();
            if (!Array.TrueForAll(halves, Half.IsFinite))
                throw new InputException(
                    path,
                    $"finite numbers in '{prefix}{key}'",
                    "NaN or infinity",
                    "the training that made it diverged or the file is damaged: make it again"
                );
            target.copy_(tensor(Array.ConvertAll(halves, h => (float)h), entry.Shape.ToArray()));
        }
    }

    /// <summary>Numbers of 1 to 4096 in the metadata, with spaces between.</summary>
    /// <exception cref="InputException">Missing, or something else.</exception>
    public static int[] Numbers(SafetensorsFile file, string path, string key)
    {
        var text = file.Metadata.GetValueOrDefault(key, "");
        var numbers = text.Split(' ')
            .Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : 0)
            .ToArray();
        return numbers.All(n => n is > 0 and <= Largest)
            ? numbers
            : throw new InputException(path, $"whole numbers in '{key}'", $"'{text}'", "copy the file again");
    }

    private static ReadOnlyMemory<byte> Bytes(Tensor t)
    {
        using var scope = NewDisposeScope();
        var values = t.to(float32).Numbers();
        return MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, v => (Half)v)).ToArray();
    }
}
