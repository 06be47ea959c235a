using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Studies.Generation;

/// <summary>Latents and labels from .npy files, checked against the network they are for.</summary>
internal static class LatentFile
{
    /// <summary>z: [N, ZDim] or [ZDim].</summary>
    public static Tensor Z(string path, GeneratorOptions network) => Rows(path, network.ZDim, "z");

    /// <summary>Labels: [N, CDim] or [CDim].</summary>
    public static Tensor Labels(string path, GeneratorOptions network) => Rows(path, network.CDim, "labels");

    /// <summary>w: [N, NumWs, WDim], or [N, WDim] and [WDim], which every layer takes.</summary>
    public static Tensor W(string path, StyleGan2Generator network)
    {
        int layers = network.NumWs,
            length = network.Options.WDim;
        var array = NpyFile.Read(path);
        int[] shape = [.. array.Shape];
        var values = tensor(array.ToFiniteFloats(path));
        return shape switch
        {
            [var n and > 0, var l, var d] when l == layers && d == length => values.reshape(n, l, d),
            [var n and > 0, var d] when d == length => values.reshape(n, 1, d).repeat(1, layers, 1),
            [var d] when d == length => values.reshape(1, 1, d).repeat(1, layers, 1),
            _ => throw Bad(path, $"w [N, {layers}, {length}]", shape),
        };
    }

    private static Tensor Rows(string path, int length, string what)
    {
        if (length == 0)
            throw new InputException(path, $"no {what} for this network", $"a file of {what}", "leave the option away");
        var array = NpyFile.Read(path);
        int[] shape = [.. array.Shape];
        return shape switch
        {
            [var n and > 0, var d] when d == length => tensor(array.ToFiniteFloats(path)).reshape(n, d),
            [var d] when d == length => tensor(array.ToFiniteFloats(path)).reshape(1, d),
            _ => throw Bad(path, $"{what} [N, {length}]", shape),
        };
    }

    private static InputException Bad(string path, string expected, int[] shape) =>
        new(path, expected, $"[{string.Join(", ", shape)}]", "give latents of this network");
}
