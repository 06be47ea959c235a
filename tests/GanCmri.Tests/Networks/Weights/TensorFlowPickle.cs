using System.Runtime.InteropServices;
using GanCmri.Tests.Formats.Pickles;

namespace GanCmri.Tests.Networks.Weights;

/// <summary>Writes networks of given variables as TensorFlow StyleGAN2 pickles them.</summary>
internal static class TensorFlowPickle
{
    /// <summary>The pickle of (G, D, Gs) where Gs is G.</summary>
    public static byte[] Bytes(PyCall generator, PyCall discriminator) =>
        PickleWriter.Dump(new object?[] { generator, discriminator, generator });

    /// <summary>A network.</summary>
    public static PyCall Network(
        string builder,
        Dictionary<string, object?> options,
        Dictionary<string, PyCall> variables,
        Dictionary<string, object?>? components = null
    ) =>
        new(
            "dnnlib.tflib.network",
            "Network",
            [],
            new Dictionary<string, object?>
            {
                ["version"] = 4,
                ["name"] = builder,
                ["static_kwargs"] = options,
                ["components"] = components ?? [],
                ["build_module_src"] = "",
                ["build_func_name"] = builder,
                ["variables"] = variables.Select(v => (object?)new object?[] { v.Key, v.Value }).ToList(),
            },
            NewObject: true
        );

    /// <summary>A numpy array of single precision; values are repeated until it is full.</summary>
    public static PyCall Array(int[] shape, params float[] values)
    {
        var elements = new float[shape.Aggregate(1, (a, b) => a * b)];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = values[i % values.Length];
        return new PyCall(
            "numpy.core.multiarray",
            "_reconstruct",
            [new PyGlobal("numpy", "ndarray"), new object?[] { 0 }, new byte[] { (byte)'b' }],
            new object?[]
            {
                1,
                shape.Select(n => (object?)n).ToArray(),
                new PyCall("numpy", "dtype", ["f4", 0, 1], new object?[] { 3, "<", null, null, null, -1, -1, 0 }),
                false,
                MemoryMarshal.AsBytes<float>(elements).ToArray(),
            }
        );
    }
}
