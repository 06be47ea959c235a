using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Trajectories.Directions;

/// <summary>A direction as numpy files hold it: layers x WDim numbers.</summary>
internal sealed record LayeredVector(float[] Values, int Layers)
{
    // Rounding of broadcast latents; real W+ directions differ by far more.
    private const double Broadcast = 1e-4;

    public int Width => Values.Length / Layers;

    /// <summary>Reads shape (WDim), (layers, WDim) or (1, layers, WDim).</summary>
    public static LayeredVector Read(string file)
    {
        var array = NpyFile.Read(file);
        var shape = array.Shape;
        if (shape.Count is < 1 or > 3 || (shape.Count == 3 && shape[0] != 1) || array.Data.Length == 0)
        {
            throw new InputException(
                file,
                "one direction: shape (WDim), (layers, WDim) or (1, layers, WDim)",
                $"({string.Join(", ", shape)})",
                "save each direction as a file of its own"
            );
        }

        var values = array.ToFiniteFloats(file);
        return new LayeredVector(values, shape.Count == 1 ? 1 : shape[^2]);
    }

    /// <summary>Largest difference of a number between layers.</summary>
    public double Spread() => Enumerable.Range(0, Values.Length).Max(i => Math.Abs((double)Values[i] - Values[^(Width - i % Width)]));

    /// <summary>The numbers of one layer if all are alike (a broadcast w), otherwise of all.</summary>
    public float[] Latent() => Spread() <= Broadcast * Values.Max(MathF.Abs) ? Values[^Width..] : Values;
}
