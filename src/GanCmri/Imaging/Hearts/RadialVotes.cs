namespace GanCmri.Imaging.Hearts;

/// <summary>
/// Votes for the centre of a bright disc: every edge pixel votes along its gradient, into the bright side, once for each radius. A round
/// cavity gathers the votes of its whole edge at one radius, from all directions; a crescent or a straight edge does not.
/// </summary>
internal static class RadialVotes
{
    private const double Grid = HeartFinder.GridMm,
        VoteBlurMm = 4,
        SteepPerMm = 0.03;
    private const double SmallestMm = 15,
        LargestMm = 37.5,
        StepMm = 2.5;
    private const int Frames = 3;

    /// <summary>Sums over frames of a beat the best radius' score around each pixel.</summary>
    /// <param name="frames">One slice over the beat.</param>
    /// <param name="weights">Weight of an edge at each pixel, 0 to 1.</param>
    public static GrayImage Of(IReadOnlyList<GrayImage> frames, GrayImage weights)
    {
        var total = new float[weights.Pixels.Length];
        if (IntensityScale.Of(frames) is { } scale)
        {
            for (var k = 0; k < Frames; k++)
            {
                var edges = Edges(scale.Apply(frames[k * frames.Count / Frames]), weights);
                var best = new float[total.Length];
                for (var r = SmallestMm; r <= LargestMm; r += StepMm)
                    Best(best, edges, r / Grid, weights);
                for (var i = 0; i < best.Length; i++)
                    total[i] += best[i];
            }
        }

        return new GrayImage(weights.Height, weights.Width, total);
    }

    private static List<Edge> Edges(GrayImage image, GrayImage weights)
    {
        var edges = new List<Edge>();
        for (var y = 1; y < image.Height - 1; y++)
        {
            for (var x = 1; x < image.Width - 1; x++)
            {
                var (down, right) = ((image[y + 1, x] - image[y - 1, x]) / (2 * Grid), (image[y, x + 1] - image[y, x - 1]) / (2 * Grid));
                var slope = Math.Sqrt(down * down + right * right);
                var strength = Math.Min(1, slope / SteepPerMm) * weights[y, x];
                if (strength > 0.01)
                    edges.Add(new Edge(y, x, (float)(down / slope), (float)(right / slope), (float)strength));
            }
        }

        return edges;
    }

    /// <summary>Score of a radius: votes a length of circumference, less the length of their mean direction (0 for a closed
    /// circle).</summary>
    private static void Best(float[] best, List<Edge> edges, double radius, GrayImage like)
    {
        var (votes, down, right) = (new float[best.Length], new float[best.Length], new float[best.Length]);
        foreach (var edge in edges)
        {
            var (row, column) = ((int)Math.Round(edge.Row + radius * edge.Down), (int)Math.Round(edge.Column + radius * edge.Right));
            if (row < 0 || column < 0 || row >= like.Height || column >= like.Width)
                continue;
            var i = row * like.Width + column;
            votes[i] += edge.Strength;
            down[i] += edge.Strength * edge.Down;
            right[i] += edge.Strength * edge.Right;
        }

        (votes, down, right) = (Blur(votes), Blur(down), Blur(right));
        for (var i = 0; i < best.Length; i++)
            best[i] = Math.Max(best[i], (votes[i] - MathF.Sqrt(down[i] * down[i] + right[i] * right[i])) / MathF.Sqrt((float)radius));

        float[] Blur(float[] values) => GaussianBlur.Apply(new GrayImage(like.Height, like.Width, values), VoteBlurMm / Grid).Pixels;
    }

    /// <summary>An edge pixel and the unit direction to its bright side.</summary>
    private readonly record struct Edge(int Row, int Column, float Down, float Right, float Strength);
}
