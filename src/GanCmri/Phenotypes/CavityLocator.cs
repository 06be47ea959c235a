using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes;

/// <summary>Where the cavity's centre probably is.</summary>
/// <param name="Centre">In px of the image that was searched; pixel centres at integers.</param>
/// <param name="Confidence">Height of the heat map there, 0..1.</param>
internal readonly record struct CavityPlace(PolygonPoint Centre, double Confidence);

/// <summary>Finds the left ventricle in whole fields of view: a network gives a heat map at a quarter of the resolution.</summary>
internal static class CavityLocator
{
    /// <summary>Side of the network's input and of its heat map, px.</summary>
    public const int Side = 64;

    /// <summary>Side of the field that is searched, px of about 1.37 mm.</summary>
    public const int FieldSide = 4 * Side;

    // Nearer than this the second place would show the same window; px of the heat map (5.5 mm).
    private const double ApartPx = 6;
    private const double SecondShare = 0.05;

    /// <summary>Searches fields [N, 1, 256, 256] of about 350 mm. Each has one place, or two where a second one, apart from it, is at least
    /// a twentieth as warm.</summary>
    public static IReadOnlyList<IReadOnlyList<CavityPlace>> Find(SegmentationNetwork network, Tensor fields)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var small = FrameScaling.Standardise(functional.avg_pool2d(fields, FieldSide / Side));
        var heat = network.forward(small).Plus(network.forward(small.flip(3)).flip(3)).Times(0.5).sigmoid();
        return [.. heat.Numbers().Chunk(Side * Side).Select(Places)];
    }

    private static IReadOnlyList<CavityPlace> Places(float[] heat)
    {
        var first = Peak(heat);
        var rest = (float[])heat.Clone();
        var (x, y) = ((first.Centre.X + 0.5) * Side / FieldSide - 0.5, (first.Centre.Y + 0.5) * Side / FieldSide - 0.5);
        for (var i = 0; i < rest.Length; i++)
        {
            if (Math.Pow(i % Side - x, 2) + Math.Pow(i / Side - y, 2) < ApartPx * ApartPx)
                rest[i] = 0;
        }

        var second = Peak(rest);
        return second.Confidence >= SecondShare * first.Confidence ? [first, second] : [first];
    }

    // The centre of mass of the heat within two pixels of the highest one.
    private static CavityPlace Peak(ReadOnlySpan<float> heat)
    {
        const int Reach = 2;
        var top = 0;
        for (var i = 1; i < heat.Length; i++)
        {
            if (heat[i] > heat[top])
                top = i;
        }

        double sum = 0,
            sumX = 0,
            sumY = 0;
        for (var y = Math.Max(0, top / Side - Reach); y <= Math.Min(Side - 1, top / Side + Reach); y++)
        {
            for (var x = Math.Max(0, top % Side - Reach); x <= Math.Min(Side - 1, top % Side + Reach); x++)
            {
                var h = heat[y * Side + x];
                (sum, sumX, sumY) = (sum + h, sumX + h * x, sumY + h * y);
            }
        }

        const double Factor = FieldSide / (double)Side;
        return new CavityPlace(new PolygonPoint((sumX / sum + 0.5) * Factor - 0.5, (sumY / sum + 0.5) * Factor - 0.5), heat[top]);
    }
}
