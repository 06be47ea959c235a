using System.Globalization;
using System.Numerics;

namespace GanCmri.Networks.Weights;

/// <summary>Names and layouts of TensorFlow's layers that generator and discriminator share.</summary>
internal static class TensorFlowLayers
{
    public static (string Block, string Layer, string Part) Split(TensorFlowModule module, string variable)
    {
        var parts = variable.Split('/');
        var side = parts[0].Split('x')[0];
        return
            parts.Length == 3
            && parts[0] == $"{side}x{side}"
            && int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
            && BitOperations.IsPow2(r)
            ? ($"b{r}", parts[1], parts[2])
            : throw module.Unknown("variable", variable);
    }

    public static string MappingPart(TensorFlowModule module, string variable, string layers) =>
        variable.Split('/') switch
        {
            ["LabelConcat", "weight"] => "embed.weight",
            ["LabelEmbed", "weight" or "bias"] parts => "embed." + parts[1],
            [var layer, "weight" or "bias"] parts when layer.StartsWith(layers, StringComparison.Ordinal) =>
                $"fc{layer[layers.Length..]}.{parts[1]}",
            _ => throw module.Unknown("variable", variable),
        };

    public static int? Rows(Dictionary<string, StoredTensor> tensors, string name) =>
        tensors.TryGetValue(name, out var tensor) && tensor.Shape.Count == 2 ? (int)Math.Min(tensor.Shape[0], int.MaxValue) : null;

    public static StoredTensor Transposed(string variable, StoredTensor tensor) =>
        variable.EndsWith("weight", StringComparison.Ordinal) && tensor.Shape.Count == 2 ? tensor.Permuted(1, 0) : tensor;

    public static StoredTensor Convolution(TensorFlowModule module, string variable, StoredTensor tensor) =>
        tensor.Shape.Count == 4 ? tensor.Permuted(3, 2, 0, 1) : throw module.Unknown("shape", variable);

    public static StoredTensor Inner(TensorFlowModule module, string variable, StoredTensor tensor, int axes) =>
        tensor.Shape.Count > axes && tensor.Shape.Take(axes).All(n => n == 1)
            ? tensor.WithoutFirst(axes)
            : throw module.Unknown("shape", variable);
}
