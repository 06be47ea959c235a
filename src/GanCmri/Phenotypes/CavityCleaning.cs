using GanCmri.Imaging;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>From a network's probabilities to one plausible cavity.</summary>
internal static class CavityCleaning
{
    private const float Inside = 0.5f;
    private const double SecondRegionShare = 0.25;
    private const double UncertainAbove = 0.1;
    private const double LeastConvexShare = 0.95; // of 1,429 cavities outlined by hand 6 have less
    private const int ReachPx = 3;

    /// <summary>The outlines of a network's probabilities, [N, 2 or 3, height, width]: cavity, epicardial disk and perhaps the right
    /// ventricle's cavity.</summary>
    /// <param name="probabilities">On any device.</param>
    /// <param name="expected">Where the left ventricle was found to be, px: what lies elsewhere is none. Null where nobody looked: of
    /// several regions one nearer to the middle is preferred.</param>
    /// <param name="pixelsAWorkingPx">px of the maps a working px of 1.37 mm.</param>
    public static List<Segmentation> OfMaps(Tensor probabilities, PolygonPoint? expected = null, double pixelsAWorkingPx = 1)
    {
        var values = probabilities.Numbers();
        var (channels, height, width) = ((int)probabilities.shape[1], (int)probabilities.shape[2], (int)probabilities.shape[3]);
        return [.. values.Chunk(channels * height * width).Select(maps => OfMaps(maps, height, width, expected, pixelsAWorkingPx))];
    }

    /// <summary>The outline of one image's probabilities, [2 or 3, height, width].</summary>
    public static Segmentation OfMaps(float[] maps, int height, int width, PolygonPoint? expected = null, double pixelsAWorkingPx = 1)
    {
        var prior = expected is { } place ? PlacePrior.Found(place, pixelsAWorkingPx) : PlacePrior.Middle(height, width, pixelsAWorkingPx);
        float[] Map(int channel) => maps[(channel * height * width)..][..(height * width)];
        var left = Clean(Map(0), Map(1), height, width, prior);
        return maps.Length > 2 * height * width ? WithRight(left, Map(2)) : left;
    }

    /// <summary>Keeps the heaviest region, fills its holes and judges it.</summary>
    /// <param name="cavity">Probability of cavity, height * width; changed in place.</param>
    /// <param name="epicardium">Probability of cavity or myocardium, height * width.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="prior">Where the heart is expected; null for anywhere.</param>
    public static Segmentation Clean(float[] cavity, float[] epicardium, int height, int width, PlacePrior? prior = null)
    {
        var inside = Heaviest(cavity, height, width, out var share, prior);
        if (inside is null)
        {
            Array.Clear(cavity);
            return new Segmentation(
                new Mask(height, width, new bool[cavity.Length]),
                new GrayImage(height, width, cavity),
                null,
                1,
                QualityFlags.NoCavity
            );
        }

        var before = (bool[])inside.Clone();
        Regions.FillHoles(inside, height, width);
        var near = Near(inside, height, width);
        double expected = 0,
            sum = 0,
            area = 0;
        for (var i = 0; i < cavity.Length; i++)
        {
            if (inside[i] && !before[i])
                cavity[i] = 1; // a filled hole
            if (!near[i])
                cavity[i] = 0;
            sum += cavity[i];
            if (!inside[i])
                continue;
            expected += cavity[i];
            area++;
        }

        var uncertainty = 1 - 2 * expected / (sum + area);
        var flags = QualityFlags.None;
        if (TouchesBorder(inside, height, width))
            flags |= QualityFlags.TouchesBorder;
        if (uncertainty > UncertainAbove)
            flags |= QualityFlags.Uncertain;
        if (share > SecondRegionShare)
            flags |= QualityFlags.SeveralRegions;
        if (ConvexHull.Share(inside, width) < LeastConvexShare)
            flags |= QualityFlags.NotConvex;
        return new Segmentation(
            new Mask(height, width, inside),
            new GrayImage(height, width, cavity),
            Around(epicardium, inside, height, width),
            uncertainty,
            flags
        );
    }

    /// <summary>The outline with the right ventricle: its heaviest region beside the left cavity, holes filled.</summary>
    /// <param name="left">The left ventricle.</param>
    /// <param name="right">Probability of the right ventricle's cavity; changed in place.</param>
    public static Segmentation WithRight(Segmentation left, float[] right)
    {
        var (height, width) = (left.Cavity.Height, left.Cavity.Width);
        for (var i = 0; i < right.Length; i++)
        {
            if (left.Cavity.Inside[i])
                right[i] = 0;
        }

        if (Heaviest(right, height, width, out _) is not { } inside)
            return left with { RightAreaPx = 0 };
        var near = Near(inside, height, width);
        Regions.FillHoles(inside, height, width);
        double area = 0;
        for (var i = 0; i < right.Length; i++)
        {
            inside[i] &= !left.Cavity.Inside[i];
            if (near[i])
                area += right[i];
        }

        return left with
        {
            RightCavity = new Mask(height, width, inside),
            RightAreaPx = area,
        };
    }

    private static bool[] Near(bool[] inside, int height, int width)
    {
        var near = inside;
        for (var i = 0; i < ReachPx; i++)
            near = Regions.Grow(near, height, width);
        return near;
    }

    // The region with the greatest sum of probabilities, each weighed by how near it is to where the heart is expected, of those that are
    // not far from there; share: the second's part of it.
    private static bool[]? Heaviest(float[] probability, int height, int width, out double share, PlacePrior? prior = null)
    {
        var labels = Regions.Label(Array.ConvertAll(probability, p => p > Inside), height, width, out var count);
        share = 0;
        if (count == 0)
            return null;
        var weights = new double[count + 1];
        var middles = new RegionMiddle[count + 1];
        for (var i = 0; i < labels.Length; i++)
        {
            weights[labels[i]] += probability[i] * (prior?.Weight(i % width, i / width) ?? 1);
            middles[labels[i]].Add(i % width, i / width, probability[i]);
        }

        weights[0] = 0; // outside
        for (var label = 1; label <= count; label++)
        {
            if (prior?.IsFar(middles[label].Point) == true)
                weights[label] = 0;
        }

        var best = Array.IndexOf(weights, weights.Max());
        if (best == 0)
            return null;
        share = weights.Where((_, label) => label != best).Max() / weights[best];
        return Array.ConvertAll(labels, label => label == best);
    }

    // The region that holds the cavity, if it surrounds it: at least as large, and the cavity lies within it.
    private static Mask? Around(float[] epicardium, bool[] cavity, int height, int width)
    {
        var inside = Heaviest(epicardium, height, width, out _);
        if (inside is null)
            return null;
        Regions.FillHoles(inside, height, width);
        int both = 0,
            area = 0,
            whole = 0;
        for (var i = 0; i < cavity.Length; i++)
        {
            if (cavity[i])
                area++;
            if (cavity[i] && inside[i])
                both++;
            inside[i] |= cavity[i];
            if (inside[i])
                whole++;
        }

        return both > 0.9 * area && whole > area ? new Mask(height, width, inside) : null;
    }

    private static bool TouchesBorder(bool[] inside, int height, int width)
    {
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] && (i < width || i >= (height - 1) * width || i % width == 0 || i % width == width - 1))
                return true;
        }

        return false;
    }
}
