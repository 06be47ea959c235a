using GanCmri.Formats.Onnx;

namespace GanCmri.Networks.Onnx;

/// <summary>Low-pass filters of resampling as depthwise convolutions, as <see cref="Ops.Fir"/>.</summary>
/// <param name="taps">The filter's taps.</param>
internal sealed class OnnxFir(IReadOnlyList<float> taps)
{
    private readonly double _sum = taps.Sum();

    private int Size => taps.Count;

    /// <summary>Doubles the sides of an image of so many channels, keeping the mean: zeros between pixels, then the filter, which a
    /// transposed convolution is.</summary>
    public string Upsample(OnnxGraph graph, string x, long channels)
    {
        var (before, after) = ((Size + 1) >> 1, (Size - 2) >> 1);
        var kernel = Kernel(graph, channels, 4, flip: false);
        // What a plain transposed convolution has more than the padded one.
        return Conv(graph, "ConvTranspose", x, kernel, channels, before - (Size - 1), after - (Size - 2), OnnxGraph.Ints("strides", 2, 2));
    }

    /// <summary>A 3 x 3 convolution of an image of twice the sides, then the filter. The weight is [Cout, Cin, 3, 3].</summary>
    public string UpConv(OnnxGraph graph, string x, OnnxWeights weights, long inputs, long outputs)
    {
        const int Side = 3,
            Margin = 1;
        var (before, after) = (Margin + ((Size + 1) >> 1) - (Side - 1), Margin + ((Size - 2) >> 1) - (Side - 2));
        var trim = Math.Max(Math.Min(-before, -after), 0);
        var kernel = graph.Constant(
            Transposed(weights.Values("weight"), (int)outputs, (int)inputs, Side * Side),
            inputs,
            outputs,
            Side,
            Side
        );
        x = graph.Op("ConvTranspose", [x, kernel], OnnxGraph.Ints("strides", 2, 2), OnnxGraph.Ints("pads", trim, trim, trim, trim));
        return Conv(graph, "Conv", x, Kernel(graph, outputs, 4, flip: true), outputs, before + trim, after + trim);
    }

    // Margins as the operation's own where it can have them: a convolution adds, a transposed one takes away.
    private static string Conv(
        OnnxGraph graph,
        string type,
        string x,
        string kernel,
        long channels,
        int before,
        int after,
        params Formats.Onnx.Schema.AttributeProto[] more
    )
    {
        var sign = type == "Conv" ? 1 : -1;
        if (sign * before >= 0 && sign * after >= 0)
            return graph.Op(
                type,
                [x, kernel],
                [
                    OnnxGraph.Int("group", channels),
                    OnnxGraph.Ints("pads", sign * before, sign * before, sign * after, sign * after),
                    .. more,
                ]
            );
        string Padded(string image) => graph.Op("Pad", image, graph.Whole(0, 0, before, before, 0, 0, after, after));
        return type == "Conv"
            ? graph.Op(type, [Padded(x), kernel], [OnnxGraph.Int("group", channels), .. more])
            : Padded(graph.Op(type, [x, kernel], [OnnxGraph.Int("group", channels), .. more]));
    }

    private string Kernel(OnnxGraph graph, long channels, double gain, bool flip)
    {
        var one = new float[Size * Size];
        for (var y = 0; y < Size; y++)
        for (var x = 0; x < Size; x++)
            one[y * Size + x] = (float)(gain * At(y, flip) * At(x, flip) / (_sum * _sum));
        return graph.Constant([.. Enumerable.Repeat(one, (int)channels).SelectMany(k => k)], channels, 1, Size, Size);
    }

    private float At(int i, bool flip) => taps[flip ? Size - 1 - i : i];

    private static float[] Transposed(float[] values, int rows, int columns, int block)
    {
        var turned = new float[values.Length];
        for (var r = 0; r < rows; r++)
        for (var c = 0; c < columns; c++)
            values.AsSpan((r * columns + c) * block, block).CopyTo(turned.AsSpan((c * rows + r) * block));
        return turned;
    }
}
