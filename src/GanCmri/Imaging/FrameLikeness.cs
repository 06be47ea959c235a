namespace GanCmri.Imaging;

/// <summary>Tells a cine from a heap of pictures: the frames of a cine change little from one to the next.</summary>
internal static class FrameLikeness
{
    // Pearson's r on a grid of 32 x 32 in 34 Sunnybrook and bivme stacks: neighbouring frames of 56 cines 0.976 to 1; end-diastole and
    // end-systole of 242 slices 0.955 to 0.999; neighbouring slices of 29 patients 0.57 to 0.98, median 0.86; the last picture of one
    // patient and the first of the next 0.03 to 0.50. In heart crops, which change more, neighbours of 28 cines have 0.96 or more, every
    // second frame 0.89, end-diastole and any other frame 0.80. So a heap of patients always falls below 0.7, and one patient's slices
    // below 0.85 as soon as there are several.
    private const int Side = 32,
        ManyFrames = 8;
    private const double LeastOfMany = 0.85,
        LeastOfFew = 0.7;

    /// <summary>Whether every frame resembles the one before it.</summary>
    /// <param name="frames">All of one size.</param>
    public static bool AreOneCine(IReadOnlyList<GrayImage> frames) =>
        frames.Count < 2 || Lowest(frames) >= (frames.Count >= ManyFrames ? LeastOfMany : LeastOfFew);

    /// <summary>Pearson's r of neighbouring frames on a grid of 32 x 32, the lowest of all; 1 where both are uniform.</summary>
    public static double Lowest(IReadOnlyList<GrayImage> frames) => Neighbours(frames).DefaultIfEmpty(1).Min();

    /// <summary>The same, the mean of all.</summary>
    public static double Mean(IReadOnlyList<GrayImage> frames) => Neighbours(frames).DefaultIfEmpty(1).Average();

    private static IEnumerable<double> Neighbours(IReadOnlyList<GrayImage> frames)
    {
        var coarse = frames
            .Select(f => AreaResampling.Cut(f, 0, 0, f.Height, f.Width, Math.Min(Side, f.Height), Math.Min(Side, f.Width)).Pixels)
            .ToArray();
        return coarse.Zip(coarse.Skip(1), Correlation);
    }

    private static double Correlation(float[] a, float[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        double ab = 0,
            aa = 0,
            bb = 0;
        for (var i = 0; i < a.Length; i++)
            (ab, aa, bb) = (ab + (a[i] - meanA) * (b[i] - meanB), aa + Math.Pow(a[i] - meanA, 2), bb + Math.Pow(b[i] - meanB, 2));
        return aa * bb > 0 ? ab / Math.Sqrt(aa * bb)
            : aa == bb ? 1
            : 0;
    }
}
